import type { Day } from '../plan/day.ts'
import { formatDay } from '../plan/day-words.ts'
import type { Card, CardTable } from './card.ts'
import { cardToText, escapeHtml } from './card-text.ts'
import { mailWords } from './words.ts'

/** Where a card comes from, for whoever reads it in a mail. */
export interface CardSource {
  /** Address of the Block. */
  readonly link: string
  /** The first letters of the hash of what was copied, so that two copies can be told apart. */
  readonly hash: string
  /** The day its values were made for. */
  readonly asOf: Day
}

const FONT = 'font-family:Arial,Helvetica,sans-serif'
const QUIET = `${FONT};font-size:12px;line-height:16px;color:#4a5361`
const PLAIN = `${FONT};font-size:14px;line-height:20px;color:#1b1f26`
const CELL = 'padding:4px 12px 4px 0;border-top:1px solid #d9dde3;text-align:left;vertical-align:top'

/** The part of a card that a mail has room for: facts and the first table, or its paragraphs where it has neither. */
function briefly(card: Card): Card {
  const { facts = [], paragraphs = [], tables = [], ...head } = card
  const hasFigures = facts.length > 0 || tables.length > 0
  return { ...head, facts, tables: tables.slice(0, 1), paragraphs: hasFigures ? [] : paragraphs }
}

const sourceLine = ({ hash, asOf }: CardSource): string => mailWords.source(formatDay(asOf), hash)

/**
 * The card as HTML that mail programs keep as it is: tables and inline styles, no image, no script, everything people
 * typed escaped. An address that is not of the web is left out.
 */
export function cardToMail(card: Card, source: CardSource): string {
  const { key, title, label, status, facts = [], paragraphs = [], tables = [] } = briefly(card)
  const heading = escapeHtml([key, title || label].filter(Boolean).join(' '))
  const isWeb = /^https?:\/\//.test(source.link)
  const row = (style: string, content: string) => `<tr><td style="${style}">${content}</td></tr>`
  return [
    '<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">',
    row(QUIET, escapeHtml(label)),
    row(`${FONT};font-size:18px;line-height:24px;font-weight:bold;color:#1b1f26`, heading),
    status ? row(`${PLAIN};font-weight:bold`, escapeHtml(status)) : '',
    facts.length > 0 ? row('padding-top:8px', gridOf(facts.map((fact) => [fact.label, fact.value]))) : '',
    ...paragraphs.map((text) => row(`${PLAIN};padding-top:8px`, escapeHtml(text))),
    ...tables.map((table) => row('padding-top:8px', tableOf(table))),
    isWeb
      ? row(`${PLAIN};padding-top:12px`, `<a href="${escapeHtml(source.link)}">${escapeHtml(mailWords.open(key))}</a>`)
      : '',
    row(`${QUIET};padding-top:8px`, escapeHtml(sourceLine(source))),
    '</table>',
  ].join('')
}

function gridOf(rows: readonly (readonly string[])[]): string {
  const lines = rows.map(
    (cells) =>
      `<tr>${cells.map((cell, index) => `<td style="${index === 0 ? QUIET : PLAIN};${CELL}">${escapeHtml(cell)}</td>`).join('')}</tr>`,
  )
  return `<table cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">${lines.join('')}</table>`
}

const tableOf = ({ columns, rows }: CardTable): string => gridOf([columns, ...rows])

/** The same as plain text. */
export const cardToMailText = (card: Card, source: CardSource): string =>
  [cardToText(briefly(card)), source.link, sourceLine(source)].join('\n')
