/** The thread that builds Y.Docs, so that a big or hostile plan never holds up the event loop. */
import { parentPort } from 'node:worker_threads'
import * as Y from 'yjs'
import type { ReadReply, ReadRequest } from './messages.ts'
import { chainOf, writesIn } from './register-writes.ts'
import { snapshotOf } from './snapshot-of.ts'

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  Y.transact(doc, () => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

/** The Y.Doc that was asked about last: who looks at one cell looks at its neighbours next. */
let last: { readonly of: string; readonly doc: Y.Doc } | null = null
/** Content above this many bytes is not kept: a Y.Doc takes about forty times as much. */
const KEPT = 2 * 1024 * 1024

function knownDoc({ of, updates }: ReadRequest): Y.Doc {
  if (of !== undefined && last?.of === of) return last.doc
  last = null
  const doc = docOf(updates)
  if (of !== undefined && updates.reduce((sum, { length }) => sum + length, 0) <= KEPT) last = { of, doc }
  return doc
}

async function answer(request: ReadRequest): Promise<unknown> {
  // From the bytes: a Y.Doc of them would cost ten times as much.
  if (request.task === 'lacks') return Y.diffUpdate(request.updates[0]!, request.vector)
  if (request.task === 'writes') return request.logged.flatMap((update) => writesIn(update, request.ids))
  if (request.task === 'picture') {
    const { drawPicture } = await import('../preview/picture.ts')
    return new Uint8Array(drawPicture(request.preview))
  }
  const doc = knownDoc(request)
  switch (request.task) {
    // A Y.Doc with garbage collection drops the content of what is deleted, which merging bytes does not.
    case 'snapshot':
      return snapshotOf(doc, request.updates)
    // Compacting is all that most rooms need: what reads a plan is loaded when somebody first reads one.
    case 'content': {
      const { planJson } = await import('@concord/schema')
      return planJson(doc)
    }
    case 'chain': {
      const { registerAt } = await import('@concord/schema')
      const register = registerAt(doc, request.block, request.path)
      if (!register || register.map.get(register.key) instanceof Y.AbstractType) return null
      return chainOf(register.map, register.key, request.most)
    }
    case 'kept': {
      const { keptOf } = await import('./kept-changes.ts')
      return keptOf(doc, request.logged)
    }
    case 'summary': {
      const { parsePlan, planJson, planSummary } = await import('@concord/schema')
      return planSummary({ content: parsePlan(planJson(doc)), facts: request.facts }, request.asOf)
    }
    case 'glance': {
      const [{ planJson, planGlance }, { todayIn }] = await Promise.all([
        import('@concord/schema'),
        import('../plans/today.ts'),
      ])
      const json = planJson(doc)
      const { facts, now, signed } = request
      const asOf = facts.today ?? todayIn(json.meta, now)
      return { asOf, glance: planGlance(json, facts, asOf, signed === null ? null : JSON.parse(signed)) }
    }
    case 'pack': {
      const [{ canonicalContent, canonicalText, contentHash, planJson }, { planMarkdown }] = await Promise.all([
        import('@concord/schema'),
        import('../page/plan-markdown.ts'),
      ])
      const json = planJson(doc)
      const content = canonicalContent(json, request.facts.keys)
      const markdown = JSON.stringify(planMarkdown(json, request.facts, request.asOf))
      return { content: canonicalText(content), hash: contentHash(content), markdown }
    }
    case 'side': {
      const { sideJson } = await import('../pack/side-json.ts')
      return JSON.stringify(sideJson(doc))
    }
    case 'page': {
      const [{ planJson }, { planHtml }] = await Promise.all([
        import('@concord/schema'),
        import('../page/plan-html.ts'),
      ])
      return planHtml(planJson(doc), request.facts, request.asOf)
    }
  }
}

const port = parentPort
if (!port) throw new Error('This file runs as a worker thread.')

port.on('message', async (request: ReadRequest) => {
  let reply: ReadReply
  try {
    reply = { id: request.id, value: await answer(request) }
  } catch (error) {
    reply = { id: request.id, failure: error instanceof Error ? error.message : String(error) }
  }
  port.postMessage(reply)
})
