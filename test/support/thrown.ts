import type { BrowserContext } from '@playwright/test'

/** Gathers what any page of a browser context throws and nobody catches; an error nobody sees is a fault all the same. */
export function thrownIn(context: BrowserContext): readonly string[] {
  const thrown: string[] = []
  context.on('weberror', (error) => thrown.push(error.error().stack ?? String(error.error())))
  return thrown
}
