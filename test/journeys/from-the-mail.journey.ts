import type { Page } from '@playwright/test'
import type { MailSink } from '../support/mail-sink.ts'
import { thrownIn } from '../support/thrown.ts'
import { ANA, codeMail, JO, linkIn, pressesIn, signInByCode, test } from './by-mail.ts'
import { prose, saved } from './plan-page.ts'
import { expect } from './two-companies.ts'

/** The two ways a person proves that he reads the mailbox the invitation went to. */
const proofs = {
  'by the six digits': async (phone: Page, mail: MailSink): Promise<Page> => {
    await phone.getByLabel('Six-digit code').fill((await codeMail(mail, JO)).code)
    return phone
  },
  'by the link of the second mail': async (phone: Page, mail: MailSink): Promise<Page> => {
    const opened = await phone.context().newPage()
    await opened.goto(linkIn((await codeMail(mail, JO)).text))
    await opened.getByRole('button', { name: `Continue as ${JO}` }).tap()
    return opened
  },
}

for (const [how, prove] of Object.entries(proofs))
  test(`U2 the partner types into the plan within a minute of the mail, ${how}, on a phone and without an install`, async ({
    browser,
    mailed: { url, mail },
    contextOptions,
  }) => {
    const office = await browser.newContext(contextOptions)
    const phones = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
    const thrown = [thrownIn(office), thrownIn(phones)]
    const taps = await pressesIn(phones)
    const ana = await office.newPage()
    await ana.goto(url)
    await signInByCode(ana, ANA, mail)
    await ana.getByRole('link', { name: 'New plan' }).first().click()
    await ana.getByLabel('Name of the company').fill('Dunmarsh Systems')
    await ana.getByLabel('Work e-mail of its first owner').fill(JO)
    await ana.getByRole('button', { name: 'Start the plan and send the invitation' }).click()
    await ana.locator('.ProseMirror[contenteditable="true"]').waitFor()
    const plan = new URL(ana.url()).pathname
    const invitation = linkIn((await mail.mailTo(JO)).text)

    // Bound to the address: whoever else has the link is told whose it is, and opens nothing by it.
    const stranger = await browser.newContext()
    const other = await stranger.newPage()
    await other.goto(invitation)
    await expect(other.getByRole('button', { name: `Continue as ${JO}` })).toBeVisible()
    expect((await other.goto(`${url}${plan}`))?.status()).toBe(401)
    await stranger.close()

    const began = performance.now()
    const phone = await phones.newPage()
    await phone.goto(invitation)
    await expect(
      phone.getByText('You join for Dunmarsh Systems, and can edit and manage who takes part.'),
    ).toBeVisible()
    await phone.getByRole('button', { name: `Continue as ${JO}` }).tap()
    await phone.getByRole('heading', { name: 'Check your mail' }).waitFor()
    const page = await prove(phone, mail)
    await page.waitForURL(`${url}${plan}`)
    await page.locator('.ProseMirror[contenteditable="true"]').waitFor()
    await prose(page).first().tap()
    await page.keyboard.type('J')
    await expect(prose(page).first()).toContainText('J')
    const seconds = (performance.now() - began) / 1000
    expect(seconds).toBeLessThan(60)
    // Each link that is opened in the mail program is a tap that the page does not see.
    const inMail = how.includes('link') ? 2 : 1
    console.log(`U2 ${how}: ${seconds.toFixed(1)} s and ${inMail + taps()} taps from the mail to the first keystroke`)

    await page.keyboard.type('o was here. ')
    await saved(page)
    await expect(prose(ana).first()).toContainText('Jo was here.')
    // The side came with the invitation.
    await expect(
      ana
        .locator('[data-caret="partner"]')
        .or(ana.getByLabel(/Jo Lindqvist/))
        .first(),
    ).toBeAttached()
    await office.close()
    await phones.close()
    expect(thrown.flat()).toEqual([])
  })
