import type { Page } from '@playwright/test'
import { allDrawn, card, placeOf } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

test.use({ contextOptions: { permissions: ['clipboard-read', 'clipboard-write'] } })

/** What lies on the clipboard, by its type. */
const clipboardOf = (page: Page) =>
  page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const read = async (type: string) => (await item!.getType(type)).text()
    return { html: await read('text/html'), text: await read('text/plain') }
  })

test('U16 a goal copied for a mail says state, value and day in a table and as plain text, and leads the other company to it', async ({
  vendor,
  partner,
}) => {
  await card(vendor, 'G1').locator('[data-drag-handle]').click()
  await vendor.getByRole('menuitem', { name: 'Copy for mail' }).click()
  await vendor.getByText('Copied').waitFor()
  const { html, text } = await clipboardOf(vendor)
  // As a mail program shows it: on a page of its own, without anything of Concord.
  const mail = await vendor.context().newPage()
  await mail.setContent(html)
  const told = await mail.evaluate(() => ({
    text: document.body.textContent,
    tables: document.querySelectorAll('table').length,
    active: document.querySelectorAll('script, style, link, img, iframe, [class], [onclick]').length,
  }))
  await mail.close()
  expect(told.tables).toBeGreaterThan(0)
  expect(told.active).toBe(0)
  for (const part of [told.text, text]) {
    expect(part).toContain('Book 1.2 M LineSense')
    expect(part).toMatch(/At risk|On track|Off track/)
    expect(part).toMatch(/\$\s?1,200,000|1\.2 M/)
    expect(part).toMatch(/Dec 31, 2026|31 Dec/)
    expect(part).toMatch(/\b[0-9a-f]{7,12}\b/)
  }
  const link = /https?:\/\/[^\s"<>]+#b-[\w-]+/.exec(text)?.[0] ?? ''
  expect(link).toContain(`#b-${placeOf('G1').block}`)
  expect(html).toContain(link)

  // The other company opens the same link, at its own name of this machine.
  await partner.goto('about:blank')
  await partner.goto(link.replace('//localhost', '//127.0.0.1'))
  await expect(card(partner, 'G1')).toBeInViewport()
  await expect(
    partner
      .locator('[data-linked]')
      .filter({ has: card(partner, 'G1') })
      .or(card(partner, 'G1').and(partner.locator('[data-linked]'))),
  ).toHaveCount(1)
})

test('U17 where the address is pasted the product is named and nothing of the plan, until an owner chooses title and counts', async ({
  concord,
  vendor,
  partner,
}) => {
  const { url, plan } = concord.ready
  const shown = async () => {
    const response = await fetch(`${url}/p/${plan}`, { headers: { 'user-agent': 'Slackbot-LinkExpanding 1.0' } })
    const page = await response.text()
    return [...page.matchAll(/<meta (?:property|name)="(?:og|twitter|description)[^>]*>/g)].join('\n')
  }
  await allDrawn(partner)
  const before = await shown()
  expect(before).toContain('Joint business plan. Sign in to view it.')
  expect(before).not.toMatch(/Halvern|Dunmarsh|FY2026|LineSense|\d%|\$/)

  await vendor.getByRole('button', { name: 'Share' }).click()
  const choice = vendor.getByRole('dialog').getByLabel(/^Show title, companies and how many goals/)
  await choice.click()
  await expect.poll(shown).toContain('Joint business plan FY2026')
  expect(await shown()).toContain('3 goals on track · 2 goals at risk')
  expect(await shown()).not.toMatch(/LineSense|390|1,200|\$/)

  // The other company's owner sees the same choice, and takes it back.
  await partner.getByRole('button', { name: 'Share' }).click()
  const theirs = partner.getByRole('dialog').getByLabel(/^Show title, companies and how many goals/)
  await expect(theirs).toBeChecked()
  await theirs.click()
  await expect.poll(shown).toBe(before)
})
