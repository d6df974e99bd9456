import * as Y from 'yjs'
import { setRegister, setText, valueAt } from '../block/edit.ts'
import type { BlockJson } from '../block/extract.ts'
import type { AnyField } from '../block/field.ts'
import type { FieldPath } from '../block/path.ts'
import { definitionOf } from '../blocks/registry.ts'
import type { PlanJson } from '../plan-doc/read.ts'
import { planDoc } from '../plan-doc/write.ts'

/** The Block that the laws are tried on. */
export const ID = 'lawLawLawLaw'

/** A plan that holds it and nothing else. */
export const planOf = (block: BlockJson): PlanJson => ({ meta: {}, body: [{ block: ID }], blocks: { [ID]: block } })

/** A place in a Block that somebody can edit. */
export interface Place {
  readonly path: FieldPath
  readonly field: AnyField
}

export const ROW = 'lawRowLawRow'

/** Every register, text and cell of a shape, those of one row in each list included. */
export function placesOf(kind: string): Place[] {
  const { fields, rows } = definitionOf(kind)!.shape
  const of = (named: Readonly<Record<string, AnyField>>, at: string): Place[] =>
    Object.entries(named).flatMap(([name, field]) => {
      const path = `${at}${name}`
      if (field.home !== 'series') return [{ path, field }]
      return ['2026-Q1', '2026-Q2'].map((period) => ({ path: `${path}/${period}`, field }))
    })
  return [...of(fields, ''), ...Object.entries(rows).flatMap(([list, named]) => of(named, `${list}/${ROW}/`))]
}

/** A doc with one Block of a kind that has one row in each list. */
export function docWithRows(kind: string): Y.Doc {
  const { shape, sample } = definitionOf(kind)!
  const rows = Object.fromEntries(Object.keys(shape.rows).map((list) => [list, [{ id: ROW }]]))
  return planDoc(planOf({ ...sample, ...rows, kind }))
}

export function peerOf(doc: Y.Doc): Y.Doc {
  const peer = new Y.Doc()
  Y.applyUpdate(peer, Y.encodeStateAsUpdate(doc))
  return peer
}

export function exchange(a: Y.Doc, b: Y.Doc): void {
  const [forB, forA] = [
    Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)),
    Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)),
  ]
  Y.applyUpdate(b, forB)
  Y.applyUpdate(a, forA)
}

/** Writes something at a place and returns what must be read there afterwards. */
export function write(doc: Y.Doc, { path, field }: Place, mark: string): string {
  if (field.home === 'text') {
    setText(doc, ID, path, mark)
    return mark
  }
  setRegister(doc, ID, path, mark)
  return mark
}

export const read = (doc: Y.Doc, { path }: Place): unknown => {
  const value = valueAt(doc, ID, path)
  return value instanceof Y.Text ? value.toString() : value
}
