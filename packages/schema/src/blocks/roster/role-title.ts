import type { Ref } from '../../ids.ts'
import { type Plan, rowOf } from '../../plan/plan.ts'
import type { Side } from '../../plan/side.ts'

/** The title of a role of the roster; empty for a broken or absent ref. */
export const roleTitle = (plan: Plan, role: Ref | null): string => roleAt(plan, role)?.roleTitle ?? ''

/** The side a role is on; null for a broken or absent ref, or while it is open. */
export const sideOfRole = (plan: Plan, role: Ref | null): Side | null => roleAt(plan, role)?.side ?? null

const roleAt = (plan: Plan, role: Ref | null) => rowOf(plan.content, role, 'roster', 'roles')?.row
