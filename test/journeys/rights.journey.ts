import { bodyRoot } from '@concord/schema'
import type { Page } from '@playwright/test'
import type { Concord } from '../support/concord.ts'
import { cookieOf, joinRoom } from '../support/stock-client.ts'
import { caretAtEnd, cell, field, prose, saved, shown, typeAtEnd } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

/** A window whose connection is gone until the returned function is called. */
async function cutOff(page: Page): Promise<() => Promise<void>> {
  await page.context().setOffline(true)
  await expect(page.locator('[data-save="offline"], [data-save="reconnecting"]')).toBeVisible()
  return () => page.context().setOffline(false)
}

/** What the server holds of the prose, as anybody who may read gets it. */
async function storedProse(concord: Concord): Promise<string> {
  const reader = await joinRoom(concord.ready.url, concord.ready.room, await cookieOf(concord.ready.links.partner))
  const text = bodyRoot(reader.doc).toString()
  reader.leave()
  return text
}

const editable = (page: Page) => page.locator('.ProseMirror[contenteditable="true"]')
const readable = (page: Page) => page.locator('.ProseMirror[contenteditable="false"]')

test('a viewer reads everything live, cannot write, and is told whom to ask', async ({ concord, vendor, partner }) => {
  concord.setRole('partner', 'viewer')
  await partner.reload()
  await readable(partner).waitFor()
  const notice = partner.getByRole('status', { name: 'What you can do here' })
  await expect(notice).toContainText('You can read everything in this plan')
  await expect(notice).toContainText(/To edit it, ask \w+/)
  await expect(partner.getByText('Read only')).toBeVisible()

  await typeAtEnd(field(vendor, 'G1', 'title'), ' for you to read')
  await expect.poll(() => shown(field(partner, 'G1', 'title'))).toMatch(/ for you to read$/)
  const before = await shown(field(partner, 'G2', 'title'))
  await field(partner, 'G2', 'title').click()
  await partner.keyboard.type('x')
  await cell(partner, 'K1', 'actuals', '2026-Q4').click()
  await partner.keyboard.type('1')
  await prose(partner).first().click()
  await partner.keyboard.type('x')
  expect(await shown(field(partner, 'G2', 'title'))).toBe(before)
  await expect(partner.getByRole('button', { name: 'Insert a block' })).toHaveCount(0)
  await expect(partner.locator('[data-drag-handle]')).toHaveCount(0)
  await typeAtEnd(field(vendor, 'G1', 'title'), ' again')
  await expect.poll(() => shown(field(partner, 'G1', 'title'))).toMatch(/ again$/)
})

test('who loses the right to write while typing reads on, and keeps the words that did not arrive', async ({
  concord,
  vendor,
}) => {
  await caretAtEnd(prose(vendor).first())
  await vendor.keyboard.type(' This arrived.')
  await saved(vendor)
  const back = await cutOff(vendor)
  await vendor.keyboard.type(' This did not.')
  await typeAtEnd(field(vendor, 'G2', 'title'), ' nor this')
  await cell(vendor, 'K1', 'actuals', '2026-Q4').click()
  await vendor.keyboard.type('165k')
  await vendor.keyboard.press('Enter')
  concord.setRole('vendor', 'viewer')
  await back()

  const notice = vendor.getByRole('alert', { name: 'Not saved, taken back' })
  await expect(notice).toContainText('You may no longer edit this plan')
  await expect(notice).toContainText('This arrived. This did not.')
  await expect(notice).toContainText(/Goal G2, .*nor this/s)
  await expect(notice).toContainText('KPI table K1, Actuals 2026-Q4$165,000')
  await readable(vendor).waitFor()
  await expect(prose(vendor).first()).toContainText('This arrived.')
  await expect(prose(vendor).first()).not.toContainText('This did not.')
  expect(await shown(field(vendor, 'G2', 'title'))).not.toContain('nor this')
  expect(await storedProse(concord)).not.toContain('This did not.')

  // A reload does not lose them; only the one who wrote them lets them go.
  await vendor.reload()
  await expect(notice).toContainText('This did not.')
  await notice.getByRole('button', { name: 'I don’t need it' }).first().click()
  await expect(notice).toHaveCount(0)
  await vendor.reload()
  await readable(vendor).waitFor()
  await expect(notice).toHaveCount(0)
})

test('who is removed while typing sees nothing of the plan any more but the words that are theirs', async ({
  concord,
  vendor,
}) => {
  const back = await cutOff(vendor)
  await caretAtEnd(prose(vendor).first())
  await vendor.keyboard.type(' Written while you removed me.')
  concord.removeMember('vendor')
  await back()
  await expect(vendor.getByRole('heading', { name: 'You no longer have access to this plan' })).toBeVisible()
  await expect(vendor.getByText(/not sent\. .* kept on this device/)).toBeVisible()
  await expect(vendor.getByText('Written while you removed me.')).toBeVisible()
  await expect(vendor.getByRole('button', { name: 'Copy what you wrote' })).toBeVisible()
  await expect(editable(vendor)).toHaveCount(0)
  await expect(vendor.locator('[data-block]')).toHaveCount(0)
})

test('an editor that is older than the plan shows all of it, writes nothing, and says that a reload helps', async ({
  concord,
  vendor,
}) => {
  const back = await cutOff(vendor)
  await caretAtEnd(prose(vendor).first())
  await vendor.keyboard.type(' Kept until the reload.')
  concord.writtenByNewer()
  await back()
  const notice = vendor.getByRole('status', { name: 'What you can do here' })
  await expect(notice).toContainText('Somebody edited this plan with a newer Concord')
  await expect(notice).toContainText('kept on this device and goes out once you have reloaded')
  await readable(vendor).waitFor()
  await expect(prose(vendor).first()).toContainText('Kept until the reload.')
  await notice.getByRole('button', { name: 'Reload' }).click()
  // The same old editor comes back here: it still reads, and it still has the words.
  await readable(vendor).waitFor()
  await expect(notice).toContainText('reload to edit it')
  await expect(prose(vendor).first()).toContainText('Kept until the reload.')
  expect(await storedProse(concord)).not.toContain('Kept until the reload.')
})

test.describe('a server that takes less', () => {
  test.use({ limits: { message: 64 * 1024, structsPerMessage: 40 } })

  test('a change that is too large is taken back in words, and the plan goes on as everybody has it', async ({
    concord,
    vendor,
    partner,
  }) => {
    await caretAtEnd(prose(vendor).first())
    await vendor.keyboard.insertText(` Too large. ${'All of it again and again. '.repeat(4000)}`)
    const notice = vendor.getByRole('alert', { name: 'Not saved, taken back' })
    await expect(notice).toContainText('larger than the server takes at once')
    await expect(notice).toContainText('Too large.')
    await editable(vendor).waitFor()
    await expect(prose(vendor).first()).not.toContainText('Too large.')
    await notice.getByRole('button', { name: 'I don’t need it' }).first().click()
    await saved(vendor)
    await caretAtEnd(prose(vendor).first())
    await vendor.keyboard.type(' Small enough.')
    await expect(prose(partner).first()).toContainText('Small enough.')
    expect(await storedProse(concord)).not.toContain('Too large.')
  })

  test('a change the server does not accept is taken back in words, and the plan goes on as everybody has it', async ({
    vendor,
    partner,
  }) => {
    await caretAtEnd(prose(vendor).first())
    await vendor.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/html', Array.from({ length: 60 }, (_, line) => `<p>Line ${line} of many</p>`).join(''))
      const body = document.querySelector('.ProseMirror')
      body?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    const notice = vendor.getByRole('alert', { name: 'Not saved, taken back' })
    await expect(notice).toContainText('did not accept your last change')
    await expect(notice).toContainText('Line 59 of many')
    await editable(vendor).waitFor()
    await expect(vendor.locator('.ProseMirror').getByText('Line 59 of many')).toHaveCount(0)
    await saved(vendor)
    await caretAtEnd(prose(vendor).first())
    await vendor.keyboard.type(' Line by line.')
    await expect(prose(partner).first()).toContainText('Line by line.')
    await expect(partner.getByText('Line 59 of many')).toHaveCount(0)
  })
})
