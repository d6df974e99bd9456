import {
  type AnyBlock,
  type BlockId,
  type BodyNode,
  type Derivation,
  definitionOf,
  isUnknownBlock,
  type Plan,
  plainText,
  type Rag,
  ragWords,
} from '@concord/schema'

/** A Block as the outline names it. */
export interface OutlineBlock {
  readonly id: BlockId
  /** Null for kinds that have no keys, and until the server has given one. */
  readonly key: string | null
  readonly prefix: string | null
  readonly title: string
  /** Null for kinds that have no status. */
  readonly status: Rag | null
}

/** A part of the plan under one heading. */
export interface OutlineSection {
  /** Index of the heading among the body's top-level nodes; -1 for what stands before the first heading. */
  readonly at: number
  /** `3` or `3.1`; null for what stands before the first heading. */
  readonly number: string | null
  readonly title: string
  readonly blocks: readonly OutlineBlock[]
  /** Nothing but empty paragraphs stands under the heading. */
  readonly isEmpty: boolean
}

/** The deepest heading that starts a section. */
export const SECTION_LEVEL = 2

/** Counts sections: the plan's upper heading level counts 1, 2, 3, one below it counts 1.1, 1.2. */
export function sectionNumbers(levels: readonly number[]): string[] {
  const upper = Math.min(...levels)
  let section = 0
  let part = 0
  return levels.map((level) => {
    if (level === upper) {
      section += 1
      part = 0
      return String(section)
    }
    part += 1
    return `${section}.${part}`
  })
}

/** Lines of an earlier outline, kept while what they are made of is the same. */
export type KnownLines = Map<BlockId, { block: unknown; values: unknown; key: unknown; line: OutlineBlock | null }>

/** The sections of a plan with the Blocks in them; `derived` gives a Block's derived values where they are known. */
export function outlineOf(
  plan: Plan,
  derived: (id: BlockId) => Derivation | null,
  known: KnownLines = new Map(),
): OutlineSection[] {
  const { body } = plan.content
  const headings = body.flatMap((node, at) =>
    isNode(node, 'heading') && node.level <= SECTION_LEVEL ? [{ at, node }] : [],
  )
  const numbers = sectionNumbers(headings.map(({ node }) => node.level))
  const sections: { at: number; number: string | null; title: string; end: number }[] = headings.map(
    ({ at, node }, index) => ({
      at,
      number: numbers[index]!,
      title: plainText(node.content).trim(),
      end: headings[index + 1]?.at ?? body.length,
    }),
  )
  const preamble = headings[0]?.at ?? body.length
  if (blockIdsIn(body.slice(0, preamble)).length > 0)
    sections.unshift({ at: -1, number: null, title: '', end: preamble })
  return sections.map(({ at, number, title, end }) => {
    const nodes = body.slice(at + 1, end)
    return {
      at,
      number,
      title,
      isEmpty: nodes.every((node) => isNode(node, 'paragraph') && node.content.length === 0),
      blocks: blockIdsIn(nodes).flatMap((id) => knownLine(plan, id, derived(id), known) ?? []),
    }
  })
}

function knownLine(plan: Plan, id: BlockId, values: Derivation | null, known: KnownLines): OutlineBlock | null {
  const block = plan.content.blocks.get(id)
  const key = plan.facts.keys[id]
  const was = known.get(id)
  if (was && was.block === block && was.values === values && was.key === key) return was.line
  const line = block ? lineOf(plan, block, values) : null
  known.set(id, { block, values, key, line })
  return line
}

function lineOf(plan: Plan, block: AnyBlock, values: Derivation | null): OutlineBlock | null {
  if (isUnknownBlock(block)) return null
  const definition = definitionOf(block.kind)
  if (!definition) return null
  const title = values ? definition.render(block as never, values, plan).title : block.title
  return {
    id: block.id,
    key: plan.facts.keys[block.id] ?? null,
    prefix: definition.shape.prefix ?? null,
    title: title.trim() || definition.shape.label,
    status: values?.rag ?? null,
  }
}

/** The worst first, because that is what a reader looks for. */
const NOTED: readonly Rag[] = ['red', 'amber', 'green']

/** "2 at risk · 3 on track" for a section with several statuses; empty for one, which stands on its card. */
export function statusNote({ blocks }: OutlineSection): string {
  const counts = NOTED.map((rag) => ({ rag, count: blocks.filter(({ status }) => status === rag).length }))
  if (counts.reduce((sum, { count }) => sum + count, 0) < 2) return ''
  return counts
    .filter(({ count }) => count > 0)
    .map(({ rag, count }) => `${count} ${ragWords[rag].toLowerCase()}`)
    .join(' · ')
}

const isNode = <T extends Extract<BodyNode, { type: string }>['type']>(
  node: BodyNode,
  type: T,
): node is Extract<BodyNode, { type: T }> => 'type' in node && node.type === type

function blockIdsIn(nodes: readonly BodyNode[]): BlockId[] {
  return nodes.flatMap((node) => {
    if ('block' in node) return [node.block]
    if (node.type === 'list') return node.items.flatMap((item) => blockIdsIn(item.content))
    if (node.type === 'table') return node.rows.flat().flatMap((cell) => blockIdsIn(cell.content))
    return node.type === 'quote' || node.type === 'other' ? blockIdsIn(node.content) : []
  })
}
