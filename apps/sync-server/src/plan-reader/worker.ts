/** The thread that builds Y.Docs, so that a big or hostile plan never holds up the event loop. */
import { parentPort } from 'node:worker_threads'
import { planJson } from '@concord/schema'
import * as Y from 'yjs'
import { planHtml } from '../page/plan-html.ts'
import type { ReadReply, ReadRequest } from './messages.ts'

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  Y.transact(doc, () => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

function answer(request: ReadRequest): unknown {
  const doc = docOf(request.updates)
  switch (request.task) {
    case 'snapshot': {
      // A Y.Doc with garbage collection drops the content of what is deleted, which merging bytes does not.
      const vector = Y.encodeStateVector(doc)
      return { bytes: Y.encodeStateAsUpdate(doc), vector, deletes: Y.encodeStateAsUpdate(doc, vector) }
    }
    case 'content':
      return planJson(doc)
    case 'page':
      return planHtml(planJson(doc), request.facts, request.asOf)
  }
}

const port = parentPort
if (!port) throw new Error('This file runs as a worker thread.')

port.on('message', (request: ReadRequest) => {
  let reply: ReadReply
  try {
    reply = { id: request.id, value: answer(request) }
  } catch (error) {
    reply = { id: request.id, failure: error instanceof Error ? error.message : String(error) }
  }
  port.postMessage(reply)
})
