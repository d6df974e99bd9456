import type { BrowserContext, Page } from '@playwright/test'
import { concordCommand } from '../support/command.ts'
import { Concord } from '../support/concord.ts'
import { type MailSink, openMailSink } from '../support/mail-sink.ts'
import { test as base, expect } from './two-companies.ts'

/** A Concord without a demo whose mails go to a real mail server; one person of Halvern can sign in. */
export interface MailedConcord {
  readonly url: string
  readonly mail: MailSink
}

export const ANA = 'ana.moreno@halvern.example'
export const JO = 'jo.lindqvist@dunmarsh.example'

export const test = base.extend<{ mailed: MailedConcord }>({
  mailed: async ({ browserName: _ }, use) => {
    const mail = await openMailSink()
    const concord = new Concord()
    await concord.start({ flags: ['--no-demo'], env: { CONCORD_SMTP: mail.server } })
    const ana = ['user', 'add', ANA, '--name', 'Ana Moreno', '--company', 'Halvern Analytics', '--data', concord.data]
    expect(await concordCommand(ana)).toMatchObject({ code: 0 })
    await use({ url: concord.ready.url, mail })
    await concord.dispose()
    await mail.close()
  },
})

/** The address that a mail leads to, as somebody who reads it finds it. */
export const linkIn = (text: string | undefined): string => /https?:\/\/\S+/.exec(text ?? '')?.[0] ?? ''

const SIX_DIGITS = /^\d{6}$/m

/** The mail with a code to an address, once it has come, and the code. */
export async function codeMail(mail: MailSink, address: string): Promise<{ code: string; text: string }> {
  const { text = '' } = await mail.mailTo(address, SIX_DIGITS)
  return { code: SIX_DIGITS.exec(text)?.[0] ?? '', text }
}

/** Signs in on the page it is on by the code of the mail, as far as the first page behind. */
export async function signInByCode(page: Page, address: string, mail: MailSink): Promise<void> {
  await page.getByLabel('Work e-mail').fill(address)
  await page.getByRole('button', { name: 'Mail me a link and a code' }).click()
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  await page.getByLabel('Six-digit code').fill((await codeMail(mail, address)).code)
}

/** Counts what is pressed by mouse or finger in every page of a browser; keys that press a button are none. */
export async function pressesIn(context: BrowserContext): Promise<() => number> {
  let presses = 0
  await context.exposeBinding('countPress', () => {
    presses += 1
  })
  await context.addInitScript(() => {
    addEventListener(
      'pointerdown',
      ({ isTrusted }) => {
        if (isTrusted) void (window as unknown as { countPress: () => Promise<void> }).countPress()
      },
      { capture: true },
    )
  })
  return () => presses
}
