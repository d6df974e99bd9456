import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './two-companies.ts'

test('an executive without an account reads the plan on a phone without JavaScript, until the owner ends the link', async ({
  concord,
  vendor,
  browser,
}) => {
  await vendor.getByRole('button', { name: 'Share' }).click()
  const dialog = vendor.getByRole('dialog', { name: 'Share this plan' })
  await dialog.getByRole('button', { name: 'Make a link' }).click()
  await dialog.getByLabel('Who may open it').selectOption('Anyone with the link, view only')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const link = await dialog.getByLabel('Address of the link').inputValue()
  await expect(dialog.getByText('by link anybody who has it')).toBeVisible()

  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    javaScriptEnabled: false,
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1',
  })
  const phone = await context.newPage()
  await phone.goto(link)
  await expect(phone.getByText('Halvern')).toHaveCount(0)
  await phone.getByRole('button', { name: 'Open the plan' }).click()
  await expect(phone).toHaveURL(`${concord.ready.url}/p/${concord.ready.plan}/summary`)
  await expect(phone.getByText('900 k of 1,200 k booked')).toBeVisible()
  await expect(phone.getByText(/^Food plants cut unplanned line stops/)).toBeVisible()
  await expect(phone.getByRole('listitem')).toHaveCount(5)
  await expect(phone.getByRole('row', { name: 'Joint bookings 900 k of 1,200 k At risk' })).toBeVisible()
  await expect(phone.getByRole('row', { name: 'Halvern 66.7 % 88.9 %' })).toBeVisible()
  await expect(phone.getByText(/Next review: Jan 19, 2027/)).toBeVisible()

  await phone.getByRole('link', { name: 'Read the whole plan' }).click()
  await expect(phone.getByRole('heading', { name: /^G1 Book 1\.2 M/ })).toBeVisible()

  const scripted = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const reader = await scripted.newPage()
  await reader.goto(link)
  await reader.getByRole('button', { name: 'Open the plan' }).click()
  await expect(reader.getByText('You opened this plan by a link')).toBeVisible()
  await reader.goto(`${concord.ready.url}/p/${concord.ready.plan}/summary`)
  expect((await new AxeBuilder({ page: reader }).analyze()).violations).toEqual([])
  await reader.goto(`${concord.ready.url}/p/${concord.ready.plan}`)
  await expect(reader.getByText('You opened this plan by a link')).toBeVisible()
  await dialog.getByRole('button', { name: /^End the link for Anyone/ }).click()
  await dialog.getByRole('button', { name: 'End', exact: true }).click()
  await expect(reader.getByRole('heading', { name: 'The link has ended' })).toBeVisible()
  await expect(dialog.getByText('3 people at Halvern, 3 at Dunmarsh; no link.')).toBeVisible()
  await phone.reload()
  await expect(phone.getByLabel('Work e-mail')).toBeVisible()
  await scripted.close()
  await context.close()
})
