import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { newestMail } from './mail.ts'
import { expect, test } from './two-companies.ts'

const ANA = 'ana.moreno@halvern.example'
const violations = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)

test('a passkey is added on the account page, signs in to the block that was wanted and out of the address field, and is removed', async ({
  concord,
  browser,
}) => {
  const { url, plan } = concord.ready
  const context = await browser.newContext()
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: false,
    },
  })
  const unlocks = (enabled: boolean) =>
    cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })

  await page.goto(`${url}/account`)
  await page.getByLabel('Work e-mail').fill(ANA)
  await page.getByRole('button', { name: 'Mail me a link and a code' }).click()
  const code = /^\d{6}$/m.exec(await newestMail(page, url, ANA))?.[0] ?? ''
  await page.getByLabel('Six-digit code').fill(code)
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()

  await unlocks(true)
  await page.getByLabel('Name of the new passkey').fill('Laptop lock')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('status')).toHaveText('The passkey was added. It signs you in from now on.')
  expect(await violations(page)).toEqual([])
  await unlocks(false)
  await page.getByRole('button', { name: 'Sign out here' }).click()

  await page.goto(`${url}/p/${plan}#b-${'x'.repeat(12)}`)
  const press = page.getByRole('button', { name: 'Use a passkey' })
  await expect(press).toBeVisible()
  expect(await violations(page)).toEqual([])
  await unlocks(true)
  await press.click()
  await page.waitForURL(`${url}/p/${plan}#b-${'x'.repeat(12)}`)
  await expect(page.locator('.ProseMirror').first()).toBeVisible()

  // The next time it is offered in the address field; a browser without a face takes it at once.
  await page.getByRole('link', { name: /account and sessions/ }).click()
  await page.getByRole('button', { name: 'Sign out here' }).click()
  await page.waitForURL(`${url}/plans`)
  await page.goto(`${url}/account`)
  await expect(page.getByText('By passkey')).toBeVisible()
  await page.getByRole('button', { name: 'Remove: Laptop lock' }).click()
  await expect(page.getByRole('status')).toContainText('The passkey was removed.')
  await expect(page.getByText('Laptop lock')).toHaveCount(0)
  await context.close()
})
