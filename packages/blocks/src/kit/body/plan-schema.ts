import { getSchema } from '@tiptap/core'
import type { Schema } from '@tiptap/pm/model'
import { CardSlots } from '../plan-block/card-slots.ts'
import { planBlockNode } from '../plan-block/plan-block-node.ts'
import { bodyNodes } from './body-nodes.ts'

/** The ProseMirror schema of a plan's body without an editor: for tests and tools that bind a body without a page. */
export const planSchema = (): Schema => getSchema([...bodyNodes(), planBlockNode(new CardSlots())])
