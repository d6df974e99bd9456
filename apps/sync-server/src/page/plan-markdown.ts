import {
  type BlockId,
  type BodyNode,
  cardToMarkdown,
  type Day,
  definitionOf,
  escapeMarkdown,
  type Facts,
  type Inline,
  isUnknownBlock,
  type Plan,
  type PlanJson,
  parsePlan,
} from '@concord/schema'
import { words } from '../words.ts'

/** The whole plan as markdown, as it reads on a day. */
export function planMarkdown(json: PlanJson, facts: Facts, asOf: Day): string {
  const plan: Plan = { content: parsePlan(json), facts }
  const title = typeof json.meta.title === 'string' ? json.meta.title : ''
  const block = (id: BlockId) => blockMarkdown(plan, id, asOf)
  return `# ${escapeMarkdown(title || words.page.untitled)}\n\n${nodesMarkdown(json.body, block)}\n`
}

function blockMarkdown(plan: Plan, id: BlockId, asOf: Day): string {
  const block = plan.content.blocks.get(id)
  if (!block) return ''
  const definition = isUnknownBlock(block) ? undefined : definitionOf(block.kind)
  if (!definition) return `*${escapeMarkdown(words.page.newerBlock)}*`
  const value = block as never
  return cardToMarkdown(definition.render(value, definition.derive(value, plan, asOf), plan))
}

type BlockMarkdown = (id: BlockId) => string

const nodesMarkdown = (nodes: readonly BodyNode[], block: BlockMarkdown): string =>
  nodes
    .map((node) => nodeMarkdown(node, block))
    .filter((part) => part !== '')
    .join('\n\n')

function nodeMarkdown(node: BodyNode, block: BlockMarkdown): string {
  if ('block' in node) return block(node.block)
  switch (node.type) {
    case 'paragraph':
      return inlineMarkdown(node.content)
    case 'heading':
      return `${'#'.repeat(Math.min(Math.max(Math.trunc(node.level) || 1, 1), 6))} ${inlineMarkdown(node.content)}`
    case 'code': {
      // Longer than any run of ticks in it, so that nothing inside ends it.
      const fence = '`'.repeat(Math.max(2, ...[...node.text.matchAll(/`+/g)].map(([run]) => run.length)) + 1)
      return `${fence}\n${node.text}\n${fence}`
    }
    case 'divider':
      return '---'
    case 'quote':
      return indented(nodesMarkdown(node.content, block), '> ', '> ')
    case 'other':
      return nodesMarkdown(node.content, block)
    case 'list':
      return node.items
        .map(({ checked, content }, index) => {
          const mark = node.style === 'ordered' ? `${index + 1}. ` : '- '
          const box = checked === undefined ? '' : checked ? '[x] ' : '[ ] '
          return indented(nodesMarkdown(content, block), mark + box, ' '.repeat(mark.length))
        })
        .join('\n')
    case 'table':
      return tableMarkdown(node.rows.map((row) => row.map(({ content }) => cellMarkdown(content, block))))
  }
}

const indented = (text: string, first: string, rest: string): string =>
  text
    .split('\n')
    .map((line, index) => (index === 0 ? first : rest) + line)
    .join('\n')

/** A cell holds one line; whatever stands in it is written one after the other. */
const cellMarkdown = (content: readonly BodyNode[], block: BlockMarkdown): string =>
  nodesMarkdown(content, block).replace(/\s*\n\s*/g, ' ')

function tableMarkdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const marks = { bold: '**', italic: '_', strike: '~~' } as const

function inlineMarkdown(content: readonly Inline[]): string {
  return content
    .map((part) => {
      if (!('text' in part)) return '\\\n'
      const own = part.marks ?? {}
      const text = (Object.keys(marks) as (keyof typeof marks)[])
        .filter((mark) => own[mark])
        .reduce((inner, mark) => `${marks[mark]}${inner}${marks[mark]}`, escapeMarkdown(part.text))
      return own.link ? `[${text}](<${own.link.replace(/[<>\s\\]/g, encodeURIComponent)}>)` : text
    })
    .join('')
}
