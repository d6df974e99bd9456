import { type Facts, isJsonObject, type Json, type PlanResponse, planResponse } from '@concord/schema'

/** What the API would answer about a plan. */
export interface PageAnswers {
  readonly plan: PlanResponse
  readonly facts: Facts
}

/**
 * The answers about a plan that the server gave with the page, once: whoever asks later asks the API. Null when the page
 * came without them, or with those of another plan.
 */
export function takePageAnswers(plan: string): PageAnswers | null {
  const element = document.getElementById('plan-answers')
  element?.remove()
  const given: Json = element ? JSON.parse(element.textContent) : null
  if (!isJsonObject(given) || !isJsonObject(given.facts)) return null
  const known = planResponse.safeParse(given.plan)
  return known.success && known.data.id === plan ? { plan: known.data, facts: given.facts as unknown as Facts } : null
}
