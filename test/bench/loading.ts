import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions } from '@playwright/test'

export interface Loading {
  /** Milliseconds from navigation to the first paint that holds the plan's words. */
  readonly readable: number
  /** Milliseconds from navigation to a text that takes letters. */
  readonly editable: number
  /** KiB of JavaScript, gzipped, that came before it was editable. */
  readonly script: number
}

/**
 * Opens an address in a fresh browser profile and watches it become readable and editable.
 *
 * Being watched costs both pages something: while a debugger listens, as it does here, an error that is made makes the
 * browser read the file once more in which it is made. React makes some while it is evaluated. The bare page is one file
 * and pays for all of it (about a fifth of its time); Concord's React stands in a file by itself.
 */
export async function measureLoading(
  browser: Browser,
  address: string,
  options: {
    context?: BrowserContextOptions
    slowdown?: number
    cookie?: { name: string; value: string; url: string }
  } = {},
): Promise<Loading> {
  const context = await browser.newContext(options.context)
  if (options.cookie) await context.addCookies([options.cookie])
  const page = await context.newPage()
  const scripts: Promise<number>[] = []
  let isEditable = false
  page.on('response', (response) => {
    if (isEditable || !response.headers()['content-type']?.includes('javascript')) return
    scripts.push(
      response.body().then(
        (body) => gzipSync(body).length,
        () => 0,
      ),
    )
  })
  if (options.slowdown) {
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: options.slowdown })
  }
  await page.addInitScript(() => {
    const seen = window as unknown as { concordSeen: { readable?: number; editable?: number } }
    seen.concordSeen = {}
    const look = () => {
      const words = document.body?.textContent.length ?? 0
      if (seen.concordSeen.readable === undefined && words > 200) seen.concordSeen.readable = performance.now()
      const editor = document.querySelector('.ProseMirror[contenteditable="true"]')
      if (seen.concordSeen.editable === undefined && editor && (editor.textContent?.length ?? 0) > 5)
        seen.concordSeen.editable = performance.now()
      if (seen.concordSeen.editable === undefined) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.goto(address, { waitUntil: 'commit' })
  await page.waitForFunction(
    () => (window as unknown as { concordSeen?: { editable?: number } }).concordSeen?.editable !== undefined,
    undefined,
    { timeout: 60_000 },
  )
  isEditable = true
  const seen = await page.evaluate(
    () => (window as unknown as { concordSeen: { readable?: number; editable: number } }).concordSeen,
  )
  const script = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0) / 1024
  await context.close()
  return { readable: seen.readable ?? seen.editable, editable: seen.editable, script }
}
