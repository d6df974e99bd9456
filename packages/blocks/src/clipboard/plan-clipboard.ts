import { Plugin } from '@tiptap/pm/state'
import type { PlanSession } from '../kit/session.ts'

export const planClipboard = (_session: PlanSession) => new Plugin({})
