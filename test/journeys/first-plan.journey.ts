import { blockKinds, definitionOf, requiredRoles, shapeOfKind } from '@concord/schema'
import type { Page } from '@playwright/test'
import { thrownIn } from '../support/thrown.ts'
import { ANA, codeMail, JO, linkIn, pressesIn, signInByCode, test } from './by-mail.ts'
import { allDrawn, caretAtEnd, prose, saved } from './plan-page.ts'
import { expect } from './two-companies.ts'

/** The sections of the template in their order, as the registry has them. */
const sections = blockKinds
  .flatMap((kind) => definitionOf(kind)?.start ?? [])
  .toSorted((a, b) => a.place - b.place)
  .map(({ heading }) => heading)

const cards = (page: Page, kind: string) =>
  page.getByRole('group', { name: new RegExp(`^${shapeOfKind(kind)?.label}\\b`) }).and(page.locator('[data-block]'))
const headings = (page: Page) => page.locator('.ProseMirror > h2')

/** Every kind of Block and every role to fill, as both companies find them in a plan that has just begun. */
async function hasEverythingOfTheTemplate(page: Page): Promise<void> {
  await expect(headings(page)).toHaveText(sections)
  await allDrawn(page)
  for (const kind of blockKinds) await expect(cards(page, kind)).not.toHaveCount(0)
  const roles = cards(page, 'roster').locator('[data-fk$=".roleTitle"]')
  const titles = await roles.evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value))
  expect(titles.map((title) => title.toLowerCase()).toSorted()).toEqual(
    requiredRoles.map(({ role }) => role.toLowerCase()).toSorted(),
  )
}

test('U1 two presses start a plan from the template, and the other company finds the same plan behind its mail', async ({
  browser,
  mailed: { url, mail },
  contextOptions,
}) => {
  const contexts = await Promise.all([browser.newContext(contextOptions), browser.newContext(contextOptions)])
  const thrown = contexts.map(thrownIn)
  const [ana, jo] = await Promise.all(contexts.map((context) => context.newPage()))
  if (!ana || !jo) throw new Error('Two companies need a page each')
  const presses = await pressesIn(contexts[0]!)

  await ana.goto(url)
  await signInByCode(ana, ANA, mail)
  await expect(ana.getByRole('heading', { name: 'Start your first joint plan' })).toBeVisible()

  // An address that says nothing shows what the whole list shows.
  await ana.goto(`${url}/plans?show=nonsense&sort=<b>&q={"a":1}`)
  await expect(ana.getByRole('heading', { name: 'Start your first joint plan' })).toBeVisible()
  const before = presses()
  const began = performance.now()

  await ana.getByRole('link', { name: 'New plan' }).first().click()
  // Keys lead through the form from here: the template stands chosen, and the address brings the mail domain.
  await expect(ana.getByRole('radio', { name: /^The template/ })).toBeFocused()
  await expect(ana.getByRole('radio', { name: /^The template/ })).toBeChecked()
  await ana.keyboard.press('Tab')
  const name = ana.getByLabel('Name of the company')
  const owner = ana.getByLabel('Work e-mail of its first owner')
  // What is wrong is said at the field, which has the focus then, and stays there.
  await ana.keyboard.press('Enter')
  await expect(name).toBeFocused()
  await expect(name).toHaveAccessibleDescription('Fill this in.')
  await ana.keyboard.type('Dunmarsh Systems')
  await owner.fill('jо@dunmarsh.example')
  await owner.press('Enter')
  await expect(owner).toHaveAccessibleDescription(/^Mail does not reach addresses with “о” before the @/)
  await expect(owner).toBeFocused()
  await expect(owner).toHaveValue('jо@dunmarsh.example')
  await owner.fill('')
  await name.focus()
  await ana.keyboard.press('Tab')
  await ana.keyboard.type(JO)
  await expect(ana.getByLabel('Its mail domain')).toHaveValue('dunmarsh.example')
  await ana.getByRole('button', { name: 'Start the plan and send the invitation' }).click()
  await ana.locator('.ProseMirror[contenteditable="true"]').waitFor()
  await expect(headings(ana).first()).toBeVisible()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  expect(presses() - before).toBe(2)
  console.log(`U1: 2 presses, ${seconds} s to the first useful screen`)

  await hasEverythingOfTheTemplate(ana)
  const plan = new URL(ana.url()).pathname

  await jo.goto(linkIn((await mail.mailTo(JO)).text))
  await jo.getByRole('button', { name: `Continue as ${JO}` }).click()
  await jo.getByLabel('Six-digit code').fill((await codeMail(mail, JO)).code)
  await jo.waitForURL(`${url}${plan}`)
  await jo.locator('.ProseMirror[contenteditable="true"]').waitFor()
  await hasEverythingOfTheTemplate(jo)

  await caretAtEnd(prose(jo).first())
  await jo.keyboard.type(' Jo was here.')
  await saved(jo)
  await expect(prose(ana).first()).toContainText('Jo was here.')
  await caretAtEnd(prose(ana).first())
  await ana.keyboard.type(' So was Ana.')
  await expect(prose(jo).first()).toContainText('So was Ana.')
  for (const context of contexts) await context.close()
  expect(thrown.flat()).toEqual([])
})
