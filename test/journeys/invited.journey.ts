import AxeBuilder from '@axe-core/playwright'
import { cookieOf } from '../support/stock-client.ts'
import { newestMail } from './mail.ts'
import { caretAtEnd, prose, saved } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

const PAT = 'pat.quinn@dunmarsh.example'

const linkIn = (mail: string): string => /https?:\/\/\S+/.exec(mail)?.[0] ?? ''
const codeIn = (mail: string): string => /^\d{6}$/m.exec(mail)?.[0] ?? ''

/** The end of an address that points at a Block of this plan. */
const BLOCK = `#b-${'x'.repeat(12)}`

test('a colleague is invited by mail, proves the address on a phone and types; then the owner ends the access', async ({
  concord,
  partner,
  browser,
}) => {
  await partner.getByRole('button', { name: 'Share' }).click()
  const dialog = partner.getByRole('dialog', { name: 'Share this plan' })
  await expect(dialog.getByText('3 people at Halvern, 3 at Dunmarsh; no link.')).toBeVisible()
  const field = dialog.getByRole('textbox', { name: /Work e-mail/ })
  for (const [typed, sentence] of [
    ['', 'Type here whom to invite.'],
    ['pat', 'This is not a mail address that mail can reach.'],
    ['pat@halvern.example', 'This address belongs to Halvern Analytics.'],
  ] as const) {
    await field.fill(typed)
    await field.press('Enter')
    await expect(field).toHaveAccessibleDescription(new RegExp(sentence))
    await expect(field).toBeFocused()
    await expect(field).toHaveValue(typed)
  }
  // A letter that only looks like one of ours is shown as mail knows it.
  await field.fill('pat@dunmаrsh.example')
  await expect(dialog.getByText('xn--dunmrsh-5fg.example is neither company.')).toBeVisible()
  await field.fill(PAT)
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await expect(dialog.getByText(PAT)).toBeVisible()

  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  const phone = await context.newPage()
  const { url } = concord.ready
  await phone.goto(linkIn(await newestMail(phone, url, PAT)) + BLOCK)
  await expect(phone.getByText('You join for Dunmarsh Systems, and can edit.')).toBeVisible()
  expect((await new AxeBuilder({ page: phone }).analyze()).violations).toEqual([])
  await phone.getByRole('button', { name: `Continue as ${PAT}` }).click()
  await expect(phone.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  expect((await new AxeBuilder({ page: phone }).analyze()).violations).toEqual([])
  await phone.getByLabel('Six-digit code').fill(codeIn(await newestMail(phone, url, PAT)))

  await phone.waitForURL(`${url}/p/${concord.ready.plan}${BLOCK}`)
  await phone.locator('.ProseMirror[contenteditable="true"]').waitFor()
  await caretAtEnd(prose(phone).first())
  await phone.keyboard.type(' Pat was here.')
  await saved(phone)
  await partner.keyboard.press('Escape')
  await expect(prose(partner).first()).toContainText('Pat was here.')

  await partner.getByRole('button', { name: 'Share' }).click()
  await dialog.getByLabel('Role of Pat Quinn').selectOption({ label: 'End access' })
  await dialog.getByRole('button', { name: 'End access' }).click()
  await expect(phone.getByRole('heading', { name: 'You no longer have access to this plan' })).toBeVisible()
  await expect(dialog.getByText('Pat Quinn')).toHaveCount(0)
  await context.close()
})

test('a link to a block asks a new browser to sign in and then leads to that block', async ({ concord, browser }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const { url, plan } = concord.ready
  const address = 'kit.okafor@dunmarsh.example'
  await page.goto(`${url}/p/${plan}${BLOCK}`)
  await page.getByLabel('Work e-mail').fill(address)
  await page.getByRole('button', { name: 'Mail me a link and a code' }).click()
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  await page.goBack()
  await expect(page.getByLabel('Work e-mail')).toHaveValue(address)
  await page.goForward()
  await expect(page.getByLabel('Six-digit code')).toBeFocused()
  const link = linkIn(await newestMail(page, url, address))
  const opened = await context.newPage()
  await opened.goto(link)
  expect(opened.url()).not.toContain(link.split('#')[1])
  await opened.getByRole('button', { name: `Continue as ${address}` }).click()
  await opened.waitForURL(`${url}/p/${plan}${BLOCK}`)
  await expect(opened.locator('.ProseMirror').first()).toBeVisible()
  await context.close()
})

test('without JavaScript an invitation leads to the block behind its address; wrong digits stay and cost nothing else', async ({
  concord,
  browser,
}) => {
  const { url, plan, links } = concord.ready
  const asked = await fetch(`${url}/api/plans/${plan}/invitations`, {
    method: 'POST',
    headers: { cookie: await cookieOf(links.partner), 'content-type': 'application/json' },
    body: JSON.stringify({ mail: PAT, side: 'partner', role: 'viewer', guestUntil: null }),
  })
  expect(asked.status).toBe(201)
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(linkIn(await newestMail(page, url, PAT)) + BLOCK)
  await page.getByRole('button', { name: `Continue as ${PAT}` }).click()
  const code = page.getByLabel('Six-digit code')
  await expect(code).toBeFocused()
  await code.fill('12345')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(code).toHaveAccessibleDescription('A code has six digits. Type those of the newest mail.')
  await expect(code).toHaveValue('12345')
  await expect(code).toBeFocused()
  await code.fill(codeIn(await newestMail(page, url, PAT)))
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.waitForURL(`${url}/p/${plan}${BLOCK}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await context.close()
})
