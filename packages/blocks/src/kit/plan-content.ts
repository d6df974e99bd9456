import {
  type AnyBlock,
  atomId,
  atomsOf,
  type BlockId,
  type BlockJson,
  type BodyNode,
  blockJson,
  META,
  type PlanContent,
  type PlanMeta,
  type Problem,
  parseBlock,
  parseMeta,
  readBody,
  recordJson,
  roots,
} from '@concord/schema'
import * as Y from 'yjs'
import { sameValue } from './same-value.ts'

interface ReadBlock {
  readonly stored: BlockJson
  readonly block: AnyBlock
  readonly problems: readonly Problem[]
}

/**
 * The typed content of a Y.Doc, read piece by piece: a change of one block reads one block.
 * Values that turn out equal keep their identity, so whoever compares by identity sees only real changes.
 */
export class ContentCache {
  readonly #doc: Y.Doc
  readonly #blocks = new Map<BlockId, ReadBlock>()
  #meta: { meta: PlanMeta; problems: readonly Problem[] }
  #order: readonly BlockId[]
  #content: PlanContent

  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.#meta = parseMeta(recordJson(roots(doc).meta))
    this.#order = orderOf(doc)
    for (const id of this.#order) this.#readBlock(id)
    this.#content = this.#assemble()
  }

  get content(): PlanContent {
    return this.#content
  }

  /** What reading found wrong with one block, or with the Plan's own fields. */
  problemsOf(id: BlockId): readonly Problem[] {
    if (id === META) return this.#meta.problems
    return this.#blocks.get(id)?.problems ?? noProblems
  }

  /** Reads what changed; `isProseOnly` when nothing but words of the body are different. */
  refresh(dirty: ReadonlySet<BlockId>, body: boolean, meta: boolean): { changed: Set<BlockId>; isProseOnly: boolean } {
    const changed = new Set<BlockId>()
    let isProseOnly = true
    if (meta) {
      const next = parseMeta(recordJson(roots(this.#doc).meta))
      if (!sameValue(next, this.#meta)) {
        this.#meta = next
        changed.add(META)
      }
    }
    if (body) {
      const next = orderOf(this.#doc)
      const fresh = next.filter((id) => !this.#blocks.has(id))
      for (const id of fresh) if (this.#readBlock(id)) changed.add(id)
      if (!sameValue(next, this.#order)) {
        this.#order = next
        isProseOnly = false
      }
    }
    for (const id of dirty) if (this.#readBlock(id)) changed.add(id)
    this.#content = this.#assemble()
    return { changed, isProseOnly: isProseOnly && changed.size === 0 }
  }

  /** Reads one block again; true when its value changed. */
  #readBlock(id: BlockId): boolean {
    const data = roots(this.#doc).blocks.get(id)
    if (!(data instanceof Y.Map)) return this.#blocks.delete(id)
    const stored = blockJson(data)
    if (sameValue(stored, this.#blocks.get(id)?.stored)) return false
    this.#blocks.set(id, { stored, ...parseBlock(id, stored) })
    return true
  }

  #assemble(): PlanContent {
    const blocks = new Map<BlockId, AnyBlock>()
    const stored: Record<BlockId, BlockJson> = {}
    const problems = [...this.#meta.problems]
    for (const id of this.#order) {
      const read = this.#blocks.get(id)
      if (!read) continue
      blocks.set(id, read.block)
      stored[id] = read.stored
      problems.push(...read.problems)
    }
    const doc = this.#doc
    let body: readonly BodyNode[] | undefined
    return {
      meta: this.#meta.meta,
      order: this.#order,
      blocks,
      stored,
      problems,
      // Walking every word of the plan costs more than all the rest and hardly any rule reads the prose.
      get body() {
        body ??= readBody(roots(doc).body)
        return body
      },
    }
  }
}

const noProblems: readonly Problem[] = []

const orderOf = (doc: Y.Doc): BlockId[] => [
  ...new Set([...atomsOf(roots(doc).body)].flatMap((atom) => atomId(atom) ?? [])),
]
