import { atomId, atomsOf, birth, bodyRoot, cloneBlock, newId, PLAN_BLOCK, roots, shapeOfKind } from '@concord/schema'
import { Fragment, type Node as ProseMirrorNode, Slice } from '@tiptap/pm/model'
import type * as Y from 'yjs'
import { parsedHtml } from './parsed-html.ts'
import { readPastedBlock } from './pasted-block.ts'

/** The stored fields that came with a paste, by the id they were copied under. */
export type PastedFields = ReadonlyMap<string, string>

/** HTML as it will be parsed, and the fields that were in it. */
export interface PastedHtml {
  readonly html: string
  readonly fields: PastedFields
}

/**
 * Takes the fields of cards out of copied HTML; they never become attributes of a node, which would be stored in the
 * body. A card that can not be made here stays as the prose that was copied with it.
 */
export function takeFields(doc: Y.Doc, html: string): PastedHtml {
  const fields = new Map<string, string>()
  if (!html.includes('data-plan-block')) return { html, fields }
  const page = parsedHtml(html)
  for (const section of page.querySelectorAll<HTMLElement>('section[data-plan-block]')) {
    const { id = '', json = '' } = section.dataset
    if (storedKind(doc, id) === null && !readPastedBlock(json, () => true)) section.replaceWith(...section.childNodes)
    else if (!fields.has(id)) fields.set(id, json)
  }
  return { html: page.body.innerHTML, fields }
}

/**
 * Gives every card of a pasted slice its block, before the slice is inserted: an id that left the body comes back with
 * all that others wrote meanwhile; an id that is still there is copied under a new one; an id of another plan is born
 * from the fields that came along, as far as they are valid. A card that none of this can make is left out.
 */
export function placePasted(doc: Y.Doc, slice: Slice, fields: PastedFields): Slice {
  const present = new Set([...atomsOf(bodyRoot(doc))].flatMap((atom) => atomId(atom) ?? []))
  const place = (node: ProseMirrorNode): ProseMirrorNode | null => {
    if (node.type.name !== PLAN_BLOCK) return node.isText ? node : node.copy(replaced(node.content, place))
    const block = blockFor(doc, String(node.attrs.id), present, fields)
    if (!block) return null
    present.add(block.id)
    return node.type.create(block)
  }
  return new Slice(replaced(slice.content, place), slice.openStart, slice.openEnd)
}

function replaced(content: Fragment, place: (node: ProseMirrorNode) => ProseMirrorNode | null): Fragment {
  const nodes: ProseMirrorNode[] = []
  content.forEach((node) => {
    const next = place(node)
    if (next) nodes.push(next)
  })
  return Fragment.fromArray(nodes)
}

function blockFor(doc: Y.Doc, id: string, present: ReadonlySet<string>, fields: PastedFields) {
  const kind = storedKind(doc, id)
  if (kind !== null && !present.has(id)) return { id, kind }
  const copy = newId()
  if (kind !== null) return cloneBlock(doc, id, copy) ? { id: copy, kind } : null
  const pasted = readPastedBlock(fields.get(id) ?? '', (block) => roots(doc).blocks.has(block))
  const shape = pasted && shapeOfKind(pasted.kind)
  if (!pasted || !shape) return null
  birth(doc, copy, shape, pasted.json)
  return { id: copy, kind: pasted.kind }
}

function storedKind(doc: Y.Doc, id: string): string | null {
  const block = roots(doc).blocks.get(id)
  const kind: unknown =
    typeof block === 'object' && block && 'get' in block ? (block as Y.Map<unknown>).get('kind') : null
  return typeof kind === 'string' ? kind : null
}
