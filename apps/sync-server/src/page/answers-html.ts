import type { Facts, PlanResponse } from '@concord/schema'

/**
 * What the editor asks first, given with the page: it begins with its work instead of two questions. It is read as
 * data, never run; no sign of it can end the element or begin another.
 */
export function answersHtml(plan: PlanResponse, facts: Facts): string {
  const json = JSON.stringify({ plan, facts }).replace(/[<\u2028\u2029]/g, (sign) => `\\u${hex(sign)}`)
  return `<script type="application/json" id="plan-answers">${json}</script>`
}

const hex = (sign: string) => sign.charCodeAt(0).toString(16).padStart(4, '0')
