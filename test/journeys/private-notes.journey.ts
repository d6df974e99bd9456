import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { tracesOf } from '../support/traces.ts'
import { card, field, saved, shown, typeAtEnd } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

const CANARY = 'Canary7Qx93vBnTzzLk51WmRe'

/** The note that one side sees on the block with a key. */
const note = (page: Page, key: string) => card(page, key).locator('section[data-private]')
const words = (page: Page, key: string) => note(page, key).locator('textarea')

/** Opens the note of a block by keys alone, to be written in. */
async function openNote(page: Page, key: string): Promise<void> {
  await openNoteOn(page, key)
  await expect(words(page, key)).toBeFocused()
}

/** The same where it may be that there is nothing to write in. */
async function openNoteOn(page: Page, key: string): Promise<void> {
  await field(page, key, 'title').focus()
  await page.keyboard.press('ControlOrMeta+.')
  // Visible is not enough: the next key goes to whatever has the focus.
  await page.locator('[role=menu]:focus-within').getByRole('menuitem', { name: 'Private note' }).waitFor()
  await page.keyboard.press('n')
  await note(page, key).waitFor()
}

/** Every byte a page gets from now on, over sockets, streams and HTTP alike. */
async function everyByte(page: Page): Promise<Buffer[]> {
  const bytes: Buffer[] = []
  const network = await page.context().newCDPSession(page)
  network.on('Network.webSocketFrameReceived', ({ response: { opcode, payloadData } }) =>
    bytes.push(Buffer.from(payloadData, opcode === 2 ? 'base64' : 'utf8')),
  )
  await network.send('Network.enable')
  page.on('response', async (response) => {
    bytes.push(Buffer.from(JSON.stringify(response.headers())))
    // A redirect has no body, and one that is still coming when the page leaves has none either.
    bytes.push(await response.body().catch(() => Buffer.alloc(0)))
  })
  return bytes
}

test('SN4 U4 a note on a goal is on every screen of my company, and not in a byte that the other one gets', async ({
  browser,
  concord,
  vendor,
  partner,
}) => {
  test.setTimeout(240_000)
  const context = await browser.newContext()
  const colleague = await context.newPage()
  const [theirs, ours] = [await everyByte(partner), await everyByte(colleague)]
  await partner.reload()
  await colleague.goto(concord.ready.links.vendor)

  await openNote(vendor, 'G1')
  await vendor.keyboard.type(CANARY, { delay: 5 })
  await vendor.keyboard.insertText(` ${CANARY}`)
  await expect(note(vendor, 'G1')).toHaveAccessibleName('Private note on Goal G1, Halvern only')
  await expect(note(vendor, 'G1')).toContainText('Halvern only')
  await expect(note(vendor, 'G1')).toContainText('Dunmarsh cannot see this. Not in exports, mail or history.')
  await expect(words(colleague, 'G1')).toHaveValue(`${CANARY} ${CANARY}`)
  await expect(card(colleague, 'G1').getByRole('button', { name: 'Private note, Halvern only' })).toBeVisible()
  await expect(
    colleague.getByRole('treeitem', { name: /G1/ }).getByRole('img', { name: 'Private note, Halvern only' }),
  ).toBeVisible()
  // A colleague's caret stands in the note, and nowhere in the plan of the other company.
  await expect(note(colleague, 'G1').locator('[data-caret="vendor"]')).toHaveCount(1)
  await words(colleague, 'G1').focus()
  await colleague.keyboard.press('ControlOrMeta+End')
  await colleague.keyboard.type(' seen')
  await expect(words(vendor, 'G1')).toHaveValue(/ seen$/)
  // Who wrote it comes from the server, a moment after it is there.
  await expect(note(vendor, 'G1').getByText(/^You, \w+ \w+$/)).toBeVisible()

  // What leaves the plan leaves without it.
  await vendor.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await card(vendor, 'G1').locator('[data-drag-handle]').click()
  await vendor.getByRole('menuitem', { name: 'Copy for mail' }).click()
  await vendor.getByText('Copied').waitFor()
  const copied = await vendor.evaluate(async () => {
    const items = await navigator.clipboard.read()
    const parts = items.flatMap((item) => item.types.map(async (type) => (await item.getType(type)).text()))
    return (await Promise.all(parts)).join()
  })
  expect(copied).toContain('LineSense')
  expect(copied).not.toContain(CANARY)

  // The other company works on, looks around, and comes back.
  await typeAtEnd(field(partner, 'G1', 'title'), ' together')
  await expect.poll(() => shown(field(vendor, 'G1', 'title'))).toMatch(/ together$/)
  for (const path of [`/p/${concord.ready.plan}/summary`, '/plans', `/p/${concord.ready.plan}`]) {
    await partner.goto(new URL(path, partner.url()).href)
    await partner.waitForLoadState('networkidle')
  }
  await card(partner, 'G1').waitFor()
  await saved(partner)
  await expect(partner.locator('[data-private]')).toHaveCount(0)
  const room = `side:${concord.ready.plan}:vendor`
  const refused = await partner.evaluate(
    (name) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/sync/${name}?saved=1&schema=1`)
        socket.onclose = ({ code }) => resolve(code)
      }),
    room,
  )
  expect(refused).toBe(4404)

  const bytes = theirs.reduce((sum, each) => sum + each.length, 0)
  expect(bytes).toBeGreaterThan(200_000)
  expect(theirs.flatMap((each) => tracesOf(CANARY, each))).toEqual([])
  // The search finds it where it may be.
  expect(ours.flatMap((each) => tracesOf(CANARY, each))).toContain('plain')
  await context.close()
})

test('SN2 SN3 a note by keyboard alone: undo is its own, clearing can be undone, hiding lasts, offline is honest', async ({
  vendor,
}) => {
  test.setTimeout(240_000)
  const title = await shown(field(vendor, 'G2', 'title'))
  await openNote(vendor, 'G2')
  await vendor.keyboard.type('Ask Lee first')
  await saved(vendor)
  await vendor.keyboard.press('ControlOrMeta+z')
  await expect(words(vendor, 'G2')).not.toHaveValue('Ask Lee first')
  await vendor.keyboard.press('ControlOrMeta+Shift+z')
  await expect(words(vendor, 'G2')).toHaveValue('Ask Lee first')
  expect(await shown(field(vendor, 'G2', 'title'))).toBe(title)

  const { violations } = await new AxeBuilder({ page: vendor })
    .include('[data-private]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([])

  // Without a network nothing is called saved before it is.
  await vendor.context().setOffline(true)
  await expect(vendor.locator('[data-save="offline"], [data-save="reconnecting"]')).toBeVisible()
  await vendor.keyboard.press('ControlOrMeta+End')
  await vendor.keyboard.type(', then them')
  await expect(vendor.locator('[data-save]')).toContainText('kept on this device (1)', { timeout: 15_000 })
  await vendor.context().setOffline(false)
  await saved(vendor)
  await vendor.reload()
  await expect(words(vendor, 'G2')).toHaveValue('Ask Lee first, then them')

  // Out of sight in this window, also after a reload, until it is asked for.
  const hide = async () => {
    await vendor.getByRole('button', { name: 'More', exact: true }).first().click()
    await vendor.getByRole('menuitemcheckbox', { name: 'Hide private notes in this window' }).click()
    await vendor.keyboard.press('Escape')
  }
  await hide()
  await expect(vendor.locator('[data-private]')).toHaveCount(0)
  await vendor.reload()
  await card(vendor, 'G2').waitFor()
  await saved(vendor)
  await expect(vendor.locator('[data-private]')).toHaveCount(0)
  await field(vendor, 'G2', 'title').focus()
  await vendor.keyboard.press('ControlOrMeta+.')
  await vendor.locator('[role=menu]:focus-within').getByRole('menuitem', { name: 'Private note' }).waitFor()
  await vendor.keyboard.press('n')
  await vendor.getByRole('button', { name: 'Show them' }).click()
  await expect(words(vendor, 'G2')).toBeFocused()

  // Cleared, and back by undo.
  await vendor.keyboard.press('Shift+Tab')
  await expect(note(vendor, 'G2').getByRole('button', { name: 'Clear the note' })).toBeFocused()
  await vendor.keyboard.press('Enter')
  await expect(note(vendor, 'G2')).toHaveCount(0)
  await vendor.getByRole('button', { name: 'Undo' }).click()
  await expect(words(vendor, 'G2')).toHaveValue('Ask Lee first, then them')
  await saved(vendor)
})

/** Says how the room of a side answers in this window: as it is, not at all, or that it is not there. */
async function sideRooms(page: Page): Promise<(answer: 'open' | 'silent' | 'gone') => void> {
  let answer: 'open' | 'silent' | 'gone' = 'silent'
  await page.context().route(/\/sync\/side/, (route) => (answer === 'open' ? route.continue() : route.abort()))
  await page.context().routeWebSocket(/\/sync\/side/, (socket) => {
    if (answer === 'open') socket.connectToServer()
    else void socket.close(answer === 'gone' ? { code: 4404 } : { code: 1013 })
  })
  return (next) => {
    answer = next
  }
}

test('SN2 notes that cannot be reached say so, open by themselves, and say when they are closed', async ({
  vendor,
}) => {
  // A window that keeps nothing: what it shows comes from the server.
  await vendor.context().addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  const answer = await sideRooms(vendor)
  await vendor.reload()
  await card(vendor, 'G1').waitFor()
  await openNoteOn(vendor, 'G1')
  await expect(note(vendor, 'G1').getByRole('status')).toContainText('cannot be reached at the moment. They open by')
  await expect(words(vendor, 'G1')).toHaveCount(0)
  answer('open')
  await expect(words(vendor, 'G1')).toBeFocused({ timeout: 30_000 })
  await vendor.keyboard.type('Here it is')
  await saved(vendor)

  answer('gone')
  await vendor.reload()
  await card(vendor, 'G1').waitFor()
  await openNoteOn(vendor, 'G1')
  await expect(note(vendor, 'G1').getByRole('status')).toContainText(
    'closed to you. Reload to try again, or ask an owner',
  )
  answer('open')
  await vendor.reload()
  await expect(words(vendor, 'G1')).toHaveValue('Here it is')
})

test.describe('a server that takes less', () => {
  test.use({ limits: { message: 64 * 1024 } })

  test('SN2 what is not taken of a note is kept in words, and who may only read reads', async ({ concord, vendor }) => {
    await openNote(vendor, 'G1')
    await vendor.keyboard.type('Ask Lee first')
    await saved(vendor)
    await vendor.keyboard.insertText(` Too large. ${'All of it again and again. '.repeat(4000)}`)
    const notice = vendor.getByRole('alert', { name: 'Not saved, taken back' })
    await expect(notice).toContainText('larger than the server takes at once')
    await expect(notice).toContainText('Private note on Goal G1')
    await expect(notice).toContainText('Too large.')
    await expect(words(vendor, 'G1')).toHaveValue('Ask Lee first')
    await notice.getByRole('button', { name: 'I don’t need it' }).first().click()
    await words(vendor, 'G1').focus()
    await vendor.keyboard.press('ControlOrMeta+End')
    await vendor.keyboard.type(', then them')
    await saved(vendor)

    // Made a viewer while a word of mine was still here.
    await vendor.context().setOffline(true)
    await expect(vendor.locator('[data-save="offline"], [data-save="reconnecting"]')).toBeVisible()
    await vendor.keyboard.type(' and nobody else')
    concord.setRole('vendor', 'viewer')
    await vendor.context().setOffline(false)
    await expect(notice).toContainText('You may no longer edit this plan')
    await expect(notice).toContainText('Ask Lee first, then them and nobody else')
    await expect(words(vendor, 'G1')).toHaveValue('Ask Lee first, then them')
    await expect(words(vendor, 'G1')).toHaveAttribute('readonly')
    await expect(note(vendor, 'G1').getByRole('button', { name: 'Clear the note' })).toHaveCount(0)

    // Put out of the plan: no note stays on the page.
    concord.removeMember('vendor')
    await vendor.context().setOffline(true)
    await vendor.context().setOffline(false)
    await expect(vendor.getByRole('heading', { name: 'You no longer have access to this plan' })).toBeVisible()
    await expect(vendor.locator('body')).not.toContainText('Ask Lee first, then them')
    await expect(vendor.locator('[data-private]')).toHaveCount(0)
  })
})
