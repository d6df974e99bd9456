import {
  atomId,
  atomsOf,
  blocksRoot,
  bodyRoot,
  canonicalContent,
  canonicalText,
  definitionOf,
  isUnknownBlock,
  noFacts,
  planJson,
  readPlan,
  shapeOfKind,
} from '@concord/schema'
import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { Peer } from '../support/peer.ts'
import type { CellLedger } from './cell-ledger.ts'
import { type LetterLedger, lettersIn } from './letter-ledger.ts'

/** A law that does not hold, and where. */
export interface Finding {
  readonly law: string
  readonly detail: string
}

/** How a run ended, and what was noted on the way. */
export interface Ending {
  readonly peers: readonly Peer[]
  readonly letters: LetterLedger
  readonly cells: CellLedger
  /** Ids of all blocks that ever were. */
  readonly born: ReadonlySet<string>
  /** Repair and exchange did not end. */
  readonly isRestless: boolean
}

/** Every law that must hold after everybody has everything. */
export function findFaults({ peers, letters, cells, born, isRestless }: Ending): Finding[] {
  const [first, ...others] = peers
  if (!first) return []
  const faults: Finding[] = []
  const fault = (law: string, detail: string) => faults.push({ law, detail })
  if (isRestless) fault('peers come to rest', 'repair and exchange did not end')
  for (const id of born) if (!blocksRoot(first.doc).has(id)) fault('no Y type of a block vanishes', id)

  const content = canonicalOf(first.doc)
  for (const [index, { doc }] of others.entries()) {
    if (!Y.equalSnapshots(Y.snapshot(first.doc), Y.snapshot(doc)))
      fault('same state vector and delete set', `peer 0 and peer ${index + 1}`)
    if (canonicalOf(doc) !== content) fault('same canonical content', `peer 0 and peer ${index + 1}`)
  }
  for (const [index, peer] of peers.entries()) {
    if (shownBody(peer) !== storedBody(peer)) fault('the editor shows what is stored', `peer ${index}`)
  }
  for (const detail of doubledAtoms(first.doc)) fault('one atom for each block', detail)
  for (const detail of unreadable(first.doc)) fault('every block reads', detail)
  for (const detail of incomplete(first.doc)) fault('no Y type of a block vanishes', detail)
  for (const detail of cells.wrong(first.doc)) fault('a cell holds what one of its last writers wrote', detail)
  const lost = letters.lost(new Set(lettersIn(everyText(first.doc))))
  if (lost.length > 0) fault('no letter vanishes', `${lost.length} of ${letters.typed}: ${lost.slice(0, 10).join('')}`)
  return faults
}

const canonicalOf = (doc: Y.Doc) => canonicalText(canonicalContent(planJson(doc), {}))

const shownBody = ({ view }: Peer) => JSON.stringify(textOnly(view.state.doc.toJSON()))
const storedBody = ({ doc }: Peer) => JSON.stringify(textOnly(yXmlFragmentToProsemirrorJSON(bodyRoot(doc))))

interface JsonNode {
  readonly type?: string
  readonly text?: string
  readonly attrs?: Record<string, unknown>
  readonly content?: readonly JsonNode[]
}

/** Structure and words; defaults of attributes and the order of marks are written differently by the two. */
function textOnly({ type, text, attrs, content }: JsonNode): unknown {
  const children = (content ?? []).map(textOnly)
  const words = children.filter((child) => typeof child === 'string').join('')
  if (type === 'text') return text ?? ''
  return [type, attrs?.id ?? '', ...(words ? [words] : []), ...children.filter((child) => typeof child !== 'string')]
}

function doubledAtoms(doc: Y.Doc): string[] {
  const ids = [...atomsOf(bodyRoot(doc))].map((atom) => atomId(atom) ?? 'none')
  return ids.filter((id, at) => ids.indexOf(id) !== at)
}

/** Reads, derives and renders every block as the page, mail and exports do. */
function unreadable(doc: Y.Doc): string[] {
  try {
    const plan = { content: readPlan(doc), facts: noFacts }
    return [...plan.content.blocks.values()].flatMap((block) => {
      const definition = isUnknownBlock(block) ? undefined : definitionOf(block.kind)
      if (!definition) return [`${block.id} has become an unknown kind`]
      const derived = definition.derive(block as never, plan, '2026-11-23')
      definition.render(block as never, derived, plan)
      return []
    })
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  }
}

/** Blocks that lost a text, a series or a list they were born with. */
function incomplete(doc: Y.Doc): string[] {
  return [...blocksRoot(doc).entries()].flatMap(([id, block]) => {
    if (!(block instanceof Y.Map)) return [`${id} is no map`]
    const shape = shapeOfKind(String(block.get('kind')))
    if (!shape) return [`${id} has no kind`]
    const typed = Object.entries(shape.fields).filter(([, { home }]) => home !== 'register')
    return [...typed.map(([name]) => name), ...Object.keys(shape.rows)]
      .filter((name) => !(block.get(name) instanceof Y.AbstractType))
      .map((name) => `${id}/${name}`)
  })
}

/** All text of a Y.Doc, of blocks and rows that stand nowhere as well: they can be restored. */
function everyText(doc: Y.Doc): string {
  return JSON.stringify([blocksRoot(doc).toJSON(), doc.getMap('meta').toJSON(), bodyText(bodyRoot(doc))])
}

const bodyText = (parent: Y.XmlFragment): string =>
  parent
    .toArray()
    .map((child) => (child instanceof Y.XmlElement ? bodyText(child) : textOf(child as Y.XmlText)))
    .join('')

const textOf = (text: Y.XmlText): string =>
  (text.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')
