import {
  type BlockId,
  type BodyNode,
  cardToHtml,
  type Day,
  definitionOf,
  escapeHtml,
  type Facts,
  type Inline,
  isUnknownBlock,
  type Plan,
  type PlanJson,
  parsePlan,
} from '@concord/schema'
import { words } from '../words.ts'
import { planHeadHtml } from './plan-head-html.ts'

/** About how much HTML one part holds: a window of text, so that a browser lays out two or three of them at first. */
const PART = 4_000

/**
 * The whole plan as HTML to be read: every word and figure, no script, no style, nothing unescaped. In parts, which a
 * browser lays out when they come near the window: each line by itself would cost it more than the text.
 */
export function planHtml(json: PlanJson, facts: Facts, asOf: Day): string {
  const plan: Plan = { content: parsePlan(json), facts }
  const parts = ['']
  for (const node of json.body) {
    if (parts.at(-1)!.length > PART) parts.push('')
    parts[parts.length - 1] += nodeHtml(node, (id) => blockHtml(plan, id, asOf))
  }
  const body = parts.map((part) => `<div>${part}</div>`).join('')
  return `<article class="static-plan">${planHeadHtml(plan, asOf)}${body}</article>`
}

function blockHtml(plan: Plan, id: BlockId, asOf: Day): string {
  const block = plan.content.blocks.get(id)
  if (!block) return ''
  const definition = isUnknownBlock(block) ? undefined : definitionOf(block.kind)
  if (!definition) return `<section id="b-${escapeHtml(id)}"><p>${escapeHtml(words.page.newerBlock)}</p></section>`
  const value = block as never
  const card = definition.render(value, definition.derive(value, plan, asOf), plan)
  return `<section id="b-${escapeHtml(id)}">${cardToHtml(card)}</section>`
}

type BlockHtml = (id: BlockId) => string

const nodesHtml = (nodes: readonly BodyNode[], block: BlockHtml): string =>
  nodes.map((node) => nodeHtml(node, block)).join('')

function nodeHtml(node: BodyNode, block: BlockHtml): string {
  if ('block' in node) return block(node.block)
  switch (node.type) {
    case 'paragraph':
      return `<p>${inlineHtml(node.content)}</p>`
    case 'heading': {
      const level = Math.min(Math.max(Math.trunc(node.level) || 1, 1), 6)
      return `<h${level}>${inlineHtml(node.content)}</h${level}>`
    }
    case 'code':
      return `<pre>${escapeHtml(node.text)}</pre>`
    case 'divider':
      return '<hr>'
    case 'quote':
      return `<blockquote>${nodesHtml(node.content, block)}</blockquote>`
    case 'other':
      return nodesHtml(node.content, block)
    case 'list': {
      const tag = node.style === 'ordered' ? 'ol' : 'ul'
      const items = node.items.map(({ checked, content }) => {
        const box = checked === undefined ? '' : checked ? '☑ ' : '☐ '
        return `<li>${box}${nodesHtml(content, block)}</li>`
      })
      return `<${tag}>${items.join('')}</${tag}>`
    }
    case 'table': {
      const rows = node.rows.map((cells) =>
        cells.map(({ header, content }) => {
          const tag = header ? 'th' : 'td'
          return `<${tag}>${nodesHtml(content, block)}</${tag}>`
        }),
      )
      return `<table><tbody>${rows.map((cells) => `<tr>${cells.join('')}</tr>`).join('')}</tbody></table>`
    }
  }
}

const tags = { bold: 'strong', italic: 'em', strike: 's', code: 'code' } as const

function inlineHtml(content: readonly Inline[]): string {
  return content
    .map((part) => {
      if (!('text' in part)) return '<br>'
      const marks = part.marks ?? {}
      const names = (Object.keys(tags) as (keyof typeof tags)[]).filter((mark) => marks[mark])
      const text = names.reduce((inner, mark) => `<${tags[mark]}>${inner}</${tags[mark]}>`, escapeHtml(part.text))
      return marks.link && isSafeLink(marks.link)
        ? `<a href="${escapeHtml(marks.link)}" rel="noopener noreferrer">${text}</a>`
        : text
    })
    .join('')
}

const isSafeLink = (link: string) => ['http:', 'https:', 'mailto:'].includes(URL.parse(link)?.protocol ?? '')
