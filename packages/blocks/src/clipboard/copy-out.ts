import {
  blockJson,
  type Card,
  cardToHtml,
  cardToText,
  definitionOf,
  isUnknownBlock,
  PLAN_BLOCK,
  roots,
} from '@concord/schema'
import type { Schema } from '@tiptap/pm/model'
import { DOMSerializer, type Fragment, type Node as ProseMirrorNode, type Slice } from '@tiptap/pm/model'
import * as Y from 'yjs'
import type { PlanSession } from '../kit/session.ts'
import { parsedHtml } from './parsed-html.ts'

/** A block as a neutral card; null while it has not arrived or this build cannot read it. */
export function cardOf({ store }: PlanSession, id: string): Card | null {
  const plan = store.plan()
  const block = plan.content.blocks.get(id)
  const definition = block && !isUnknownBlock(block) ? definitionOf(block.kind) : undefined
  if (!block || !definition) return null
  return definition.render(block as never, definition.derive(block as never, plan, store.asOf), plan)
}

/**
 * Copies prose as it is and cards as what other programs can read: heading, facts and tables. The stored fields go
 * along in an attribute, from which a paste into a plan makes the card again.
 */
export function copySerializer(session: PlanSession, schema: Schema): DOMSerializer {
  const nodes = DOMSerializer.nodesFromSchema(schema)
  const marks = DOMSerializer.marksFromSchema(schema)
  return new DOMSerializer({ ...nodes, [PLAN_BLOCK]: (node: ProseMirrorNode) => sectionOf(session, node) }, marks)
}

function sectionOf(session: PlanSession, node: ProseMirrorNode): HTMLElement {
  const section = document.createElement('section')
  const { id, kind } = node.attrs as { id: string; kind: string }
  Object.assign(section.dataset, { planBlock: '', id, kind })
  const stored = roots(session.doc).blocks.get(id)
  if (stored instanceof Y.Map) section.dataset.json = JSON.stringify(blockJson(stored))
  const card = cardOf(session, id)
  if (card) section.append(...parsedHtml(cardToHtml(card)).body.childNodes)
  return section
}

/** The same as plain text: one line for each paragraph, cards as their heading, facts and rows. */
export function copiedText(session: PlanSession, { content }: Slice): string {
  return linesOf(session, content).join('\n')
}

function linesOf(session: PlanSession, content: Fragment): string[] {
  const lines: string[] = []
  content.forEach((node) => {
    if (node.type.name === PLAN_BLOCK) {
      const card = cardOf(session, String(node.attrs.id))
      if (card) lines.push(cardToText(card), '')
    } else if (node.isText || node.isTextblock) lines.push(node.isText ? (node.text ?? '') : node.textContent)
    else lines.push(...linesOf(session, node.content))
  })
  return lines
}
