import { expect, type Page } from '@playwright/test'

/** The text of the newest mail to an address, from the outbox. */
export async function newestMail(page: Page, url: string, address: string): Promise<string> {
  const outbox = await page.context().newPage()
  await outbox.goto(`${url}/outbox`)
  const mail = outbox.getByRole('listitem').filter({ hasText: `To ${address}` })
  await expect(mail.first()).toBeVisible()
  const text = (await mail.first().locator('p').allTextContents()).join('\n')
  await outbox.close()
  return text
}
