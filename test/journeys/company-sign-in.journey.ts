import { CompanyProvider } from '../support/company-provider.ts'
import { Concord } from '../support/concord.ts'
import { expect, test } from './two-companies.ts'

const ANA = 'ana.moreno@halvern.example'

test('a link to a block leads through the sign-in of one’s own company, on another site, and back to the block', async ({
  browser,
}) => {
  const provider = await CompanyProvider.open()
  const concord = new Concord()
  const { issuer, clientId, clientSecret } = provider
  const settings = [{ domains: ['halvern.example'], company: 'Halvern', issuer, clientId, clientSecret }]
  await concord.start({ env: { CONCORD_OIDC: JSON.stringify(settings) } })
  const { url, plan } = concord.ready
  provider.serve(url, { accounts: { ana: { email: ANA, email_verified: true } } })
  const context = await browser.newContext()
  const page = await context.newPage()

  await page.goto(`${url}/p/${plan}#b-${'x'.repeat(12)}`)
  await page.getByLabel('Work e-mail').fill(ANA)
  await page.getByRole('button', { name: 'Mail me a link and a code' }).click()
  await page.getByRole('button', { name: 'Continue with Halvern' }).click()
  await page.waitForURL(`${issuer}/**`)
  await page.getByPlaceholder('Enter any login').fill('ana')
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.waitForURL(`${url}/p/${plan}#b-${'x'.repeat(12)}`)
  await expect(page.locator('.ProseMirror').first()).toBeVisible()

  await context.close()
  await concord.dispose()
  await provider.close()
})
