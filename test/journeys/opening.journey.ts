import { bodyRoot } from '@concord/schema'
import * as Y from 'yjs'
import { cookieOf, joinRoom } from '../support/stock-client.ts'
import { allDrawn, prose, saved } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

test('every card is drawn in the end, though nobody scrolls to it', async ({ vendor }) => {
  await allDrawn(vendor)
})

test('from a plan that was opened by its address one gets to the plans, and back', async ({ vendor }) => {
  const plan = vendor.url()
  await vendor.locator('[data-here="true"]').click()
  await expect(vendor.getByRole('heading', { name: 'Plans', level: 1 })).toBeVisible()
  expect(new URL(vendor.url()).pathname).toBe('/plans')
  await vendor.goBack()
  await expect(prose(vendor).first()).toBeVisible()
  expect(vendor.url()).toBe(plan)
  // The entry before belongs to the page as it was before it was read again.
  await vendor.reload()
  await expect(prose(vendor).first()).toBeVisible()
  await vendor.goForward()
  await expect(vendor.getByRole('heading', { name: 'Plans', level: 1 })).toBeVisible()
})

test('a plan with nothing in it is opened and written in, and so is one with a part from a newer Concord', async ({
  concord,
  partner,
}) => {
  const { url, room, links } = concord.ready
  const writer = await joinRoom(url, room, await cookieOf(links.vendor))
  const body = bodyRoot(writer.doc)
  body.delete(0, body.length)
  await concord.allSaved(writer.doc)
  await partner.reload()
  await prose(partner).first().click()
  await partner.keyboard.type('The first line.')
  await saved(partner)
  await expect.poll(() => body.toString()).toContain('The first line.')

  const newer = new Y.XmlElement('spreadsheet')
  newer.insert(0, [new Y.XmlText('Of a later year')])
  body.insert(1, [newer])
  await concord.allSaved(writer.doc)
  await partner.reload()
  await expect(prose(partner).first()).toHaveText('The first line.')
  await prose(partner).first().click()
  await partner.keyboard.press('End')
  await partner.keyboard.type(' And more.')
  await expect.poll(() => body.toString()).toContain('The first line. And more.')
  expect(body.toString()).toContain('Of a later year')
  writer.leave()
})
