import { isId } from '@concord/schema'

/** The plan that the window's address names; null for the address of another page. */
export function planInAddress(): string | null {
  const [, plan] = /^\/p\/([^/]+)\/?$/.exec(location.pathname) ?? []
  return isId(plan) ? plan : null
}
