import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { cookieOf } from '../support/stock-client.ts'
import { newestMail } from './mail.ts'
import { expect, test } from './two-companies.ts'

const KIT = 'kit.newly@dunmarsh.example'
const DAY = 86_400_000

async function isAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect(told, where).toEqual([])
  const beyond = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  expect(await page.evaluate(beyond), `${where}: nothing is cut off`).toBe(0)
}

/** Somebody of the partner's company who is in no plan asks for this one. */
async function asksForAccess(browser: Browser, url: string, plan: string): Promise<void> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${url}/account`)
  await page.getByLabel('Work e-mail').fill(KIT)
  await page.getByRole('button', { name: 'Mail me a link and a code' }).click()
  await page.getByLabel('Six-digit code').fill(/^\d{6}$/m.exec(await newestMail(page, url, KIT))?.[0] ?? '')
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
  await page.goto(`${url}/p/${plan}`)
  await isAccessible(page, 'asking for access')
  await page.getByRole('button', { name: 'Ask for access' }).click()
  await expect(page.getByRole('heading', { name: 'Your question is on its way' })).toBeVisible()
  await isAccessible(page, 'the question is on its way')
  await context.close()
}

/** Puts a link and a guest into the plan, as their forms do. */
async function aLinkAndAGuest(url: string, plan: string, cookie: string): Promise<void> {
  const post = async (path: string, body: object) => {
    const headers = { cookie, 'content-type': 'application/json' }
    const response = await fetch(`${url}/api/plans/${plan}/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    expect(response.status, await response.text()).toBe(201)
  }
  const until = Date.now() + 30 * DAY
  await post('share-links', { audience: 'companies', role: 'viewer', domains: [], password: null, days: 30 })
  await post('invitations', { mail: 'pat@stand.example', side: 'partner', role: 'viewer', guestUntil: until })
}

test('axe finds no WCAG 2.2 AA violation where people sign in, share, look back and manage their account', async ({
  concord,
  browser,
}) => {
  test.setTimeout(300_000)
  const { url, plan, links } = concord.ready
  await asksForAccess(browser, url, plan)
  await aLinkAndAGuest(url, plan, await cookieOf(links.partner))

  for (const [width, colorScheme] of [
    [1440, 'light'],
    [390, 'dark'],
  ] as const) {
    const isPhone = width < 768
    const context = await browser.newContext({
      viewport: { width, height: 844 },
      colorScheme,
      ...(isPhone && { isMobile: true, hasTouch: true }),
    })
    const page = await context.newPage()
    const where = (name: string) => `${name}, ${width} px, ${colorScheme}`

    await page.goto(`${url}/sign-in`)
    await isAccessible(page, where('sign-in'))
    await page.getByLabel('Work e-mail').fill(`somebody.${width}.${colorScheme}@nowhere.example`)
    await page.getByRole('button', { name: 'Mail me a link and a code' }).click()
    await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
    await isAccessible(page, where('the code'))
    await page.goto(`${url}/sign-in/open#${'x'.repeat(43)}`)
    await isAccessible(page, where('the link of a mail'))

    await page.goto(links.partner)
    await page.locator('.ProseMirror').first().waitFor()
    await page.getByRole('button', { name: 'Share' }).click()
    const dialog = page.getByRole('dialog', { name: 'Share this plan' })
    const decline = dialog.getByRole('button', { name: `Decline ${KIT}` })
    await decline.scrollIntoViewIfNeeded()
    await expect(dialog.getByText('pat@stand.example')).toBeVisible()
    const { violations } = await new AxeBuilder({ page })
      .include('[role=dialog]')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`),
      where('share'),
    ).toEqual([])
    if (isPhone) {
      // What a finger presses is as large as a finger.
      for (const button of await dialog.getByRole('button').or(dialog.getByRole('combobox')).all()) {
        const { height, width: across } = (await button.boundingBox())!
        const name = await button.evaluate((element) => element.getAttribute('aria-label') ?? element.textContent)
        expect(Math.min(height, across), `${name}`).toBeGreaterThanOrEqual(44)
      }
    }

    for (const [path, heading] of [
      [`/p/${plan}/audit`, /^Who did what/],
      ['/account', 'Your account'],
    ] as const) {
      await page.goto(new URL(path, links.partner).href)
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
      await isAccessible(page, where(path))
    }
    await context.close()
  }
})
