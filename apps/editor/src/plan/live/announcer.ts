const polite = 'concord-announcer'

/** Reads a sentence out at the next pause, for people who do not see the page change. */
export function announce(sentence: string): void {
  const region = document.getElementById(polite)
  if (!region) return
  // The same sentence twice is read twice only when the text changes.
  region.textContent = region.textContent === sentence ? `${sentence}\u00a0` : sentence
}

export const announcerId = polite
