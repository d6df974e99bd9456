import type { Page } from '@playwright/test'

/** Milliseconds from a key press on one screen to the letter standing on another, for each of `count` letters. */
export async function keyToOtherScreen(from: Page, to: Page, count = 40): Promise<number[]> {
  const marker = `bench${Date.now()}`
  await to.evaluate((word) => {
    const seen: number[] = []
    ;(window as unknown as { arrivals: number[] }).arrivals = seen
    const text = () => document.querySelector('.ProseMirror')?.textContent ?? ''
    const tail = () => /:(z*)/.exec(text().slice(text().indexOf(word)))?.[1]?.length ?? 0
    new MutationObserver(() => {
      while (seen.length < tail()) seen.push(performance.timeOrigin + performance.now())
    }).observe(document.querySelector('.ProseMirror')!, { subtree: true, childList: true, characterData: true })
  }, marker)
  const paragraph = from.locator('.ProseMirror > p').filter({ hasText: /\w/ }).last()
  await paragraph.click()
  await from.keyboard.press('End')
  await from.keyboard.type(` ${marker}:`)
  await from.evaluate(() => {
    const sent: number[] = []
    ;(window as unknown as { departures: number[] }).departures = sent
    document.addEventListener(
      'keydown',
      (event) => event.key === 'z' && sent.push(performance.timeOrigin + event.timeStamp),
      true,
    )
  })
  for (let at = 0; at < count; at++) {
    await from.keyboard.press('z')
    await from.waitForTimeout(60)
  }
  await to.waitForFunction((wanted) => (window as unknown as { arrivals: number[] }).arrivals.length >= wanted, count)
  const departures = await from.evaluate(() => (window as unknown as { departures: number[] }).departures)
  const arrivals = await to.evaluate(() => (window as unknown as { arrivals: number[] }).arrivals)
  return departures.map((at, index) => arrivals[index]! - at)
}
