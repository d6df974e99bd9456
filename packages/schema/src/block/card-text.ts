import type { Card, CardTable } from './card.ts'

/** Text that cannot end or open markup wherever it is put in HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`)

/** Text that markdown shows as it is. Line breaks become spaces, so a value cannot start a block of its own. */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]<>()#+\-.!|~&:/@]/g, (character) => `\\${character}`)

const heading = (card: Card) => [card.key, card.title || card.label].filter(Boolean).join(' ')
const subtitle = (card: Card) => [card.label, card.status].filter(Boolean).join(' · ')

/** The card as plain text, for clipboards and the text part of mails. */
export function cardToText(card: Card): string {
  return [
    heading(card),
    subtitle(card),
    ...(card.facts ?? []).map(({ label, value }) => `${label}: ${value}`),
    ...(card.paragraphs ?? []),
    ...(card.tables ?? []).flatMap(tableToText),
  ]
    .filter((line) => line !== '')
    .join('\n')
}

const tableToText = ({ caption, columns, rows }: CardTable) => [
  caption,
  columns.join('\t'),
  ...rows.map((row) => row.join('\t')),
]

/** The card as markdown. */
export function cardToMarkdown(card: Card): string {
  const table = ({ caption, columns, rows }: CardTable) =>
    [
      `**${escapeMarkdown(caption)}**`,
      '',
      `| ${columns.map(escapeMarkdown).join(' | ')} |`,
      `|${columns.map(() => ' --- |').join('')}`,
      ...rows.map((row) => `| ${row.map(escapeMarkdown).join(' | ')} |`),
    ].join('\n')
  return [
    `### ${escapeMarkdown(heading(card))}`,
    `*${escapeMarkdown(subtitle(card))}*`,
    (card.facts ?? []).map(({ label, value }) => `- **${escapeMarkdown(label)}**: ${escapeMarkdown(value)}`).join('\n'),
    ...(card.paragraphs ?? []).map(escapeMarkdown),
    ...(card.tables ?? []).map(table),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** The card as HTML without scripts, styles or links: safe for pages, mails and clipboards whatever people typed. */
export function cardToHtml(card: Card): string {
  const facts = (card.facts ?? []).map(
    ({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`,
  )
  return [
    `<h3>${escapeHtml(heading(card))}</h3>`,
    `<p>${escapeHtml(subtitle(card))}</p>`,
    facts.length > 0 ? `<dl>${facts.join('')}</dl>` : '',
    ...(card.paragraphs ?? []).map((text) => `<p>${escapeHtml(text)}</p>`),
    ...(card.tables ?? []).map(tableToHtml),
  ].join('')
}

function tableToHtml({ caption, columns, rows }: CardTable): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('')
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('')
  return `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
}
