import type { PlanJson } from '@concord/schema'
import { expect, test } from '../support/desk/two-desks.ts'

const plan: PlanJson = {
  meta: { title: 'Plan', start: '2026-01-01', end: '2026-12-31', currency: 'USD', timeZone: 'America/New_York' },
  body: [{ block: 'goalGoalGo01' }, { block: 'campaignCa01' }, { block: 'rosterRoste1' }],
  blocks: {
    goalGoalGo01: { kind: 'smartGoal', title: 'Book 1.2 M' },
    campaignCa01: { kind: 'campaign', title: 'Expo', proof: [{ id: 'p1', label: 'Photos' }] },
    rosterRoste1: {
      kind: 'roster',
      roles: [
        { id: 'r1', side: 'vendor', roleTitle: 'Partner manager', function: 'partnerMgmt' },
        { id: 'r2', side: 'partner', roleTitle: 'Sales head', function: 'sales' },
      ],
    },
  },
}

test('a reference is chosen by typing a part of its name, by keys alone', async ({ desks }) => {
  const { ana, jo } = await desks(plan)
  const owner = ana.field('goalGoalGo01.ownerPartner')
  await owner.focus()
  await ana.page.keyboard.press('a')
  await expect(ana.page.getByRole('option', { name: /Sales head|Partner manager/ })).toHaveCount(2)
  await ana.page.keyboard.press('l')
  await expect(ana.page.getByRole('option')).toHaveCount(1)
  await ana.page.keyboard.press('Enter')
  await expect(owner).toBeFocused()
  await expect(owner).toHaveAccessibleName(/Partner owner: Sales head/)
  await expect.poll(() => jo.stored('goalGoalGo01', 'ownerPartner')).toBe('rosterRoste1/r2')
  await ana.page.keyboard.press('Delete')
  await expect.poll(() => jo.stored('goalGoalGo01', 'ownerPartner')).toBeUndefined()
})

test('a choice opens by a press, Escape leaves it as it was', async ({ desks }) => {
  const { ana } = await desks(plan)
  await ana.field('campaignCa01.stage').click()
  await ana.page.getByRole('option', { name: 'Running' }).click()
  expect(await ana.stored('campaignCa01', 'stage')).toBe('running')
  await ana.field('campaignCa01.stage').click()
  await expect(ana.page.getByRole('listbox')).toBeVisible()
  await ana.page.keyboard.press('Escape')
  await expect(ana.page.getByRole('listbox')).toHaveCount(0)
  await expect(ana.field('campaignCa01.stage')).toBeFocused()
  expect(await ana.stored('campaignCa01', 'stage')).toBe('running')
})

test('a day is typed as people write it, or taken from the calendar', async ({ desks }) => {
  const { ana } = await desks(plan)
  const due = ana.field('goalGoalGo01.due')
  await due.click()
  await ana.page.keyboard.type('31 dec')
  await ana.page.keyboard.press('Enter')
  await expect(due).toHaveValue('Dec 31, 2026')
  expect(await ana.stored('goalGoalGo01', 'due')).toBe('2026-12-31')
  await due.focus()
  await ana.page.keyboard.press('Alt+ArrowDown')
  await expect(ana.page.getByRole('grid', { name: 'December 2026' })).toBeVisible()
  await ana.page.keyboard.press('ArrowLeft')
  await ana.page.keyboard.press('Enter')
  await expect.poll(() => ana.stored('goalGoalGo01', 'due')).toBe('2026-12-30')
})

test('rows are added and enter their first field, moved, and removed; undo brings one back with what it held', async ({
  desks,
}) => {
  const { ana, jo } = await desks(plan)
  const labels = (page: typeof ana.page) =>
    page
      .locator('[data-fk^="campaignCa01.proof."][data-fk$=".label"]')
      .evaluateAll((all) => all.map((field) => (field as HTMLTextAreaElement).value))
  await ana.card('campaignCa01').getByRole('button', { name: 'Add proof' }).click()
  await ana.page.keyboard.insertText('Attendee list')
  await expect.poll(() => labels(jo.page)).toEqual(['Photos', 'Attendee list'])
  await ana.card('campaignCa01').getByRole('button', { name: 'Move proof 2 up' }).press('Enter')
  await expect.poll(() => labels(jo.page)).toEqual(['Attendee list', 'Photos'])
  await ana.card('campaignCa01').getByRole('button', { name: 'Remove proof 1' }).press('Enter')
  await expect.poll(() => labels(jo.page)).toEqual(['Photos'])
  await ana.undo()
  await expect.poll(() => labels(jo.page)).toEqual(['Attendee list', 'Photos'])
})

test('arrows lead through the fields of a card; an address is never a script', async ({ desks }) => {
  const { ana } = await desks(plan)
  await ana.field('goalGoalGo01.product').click()
  await ana.page.keyboard.type('LineSense')
  await ana.page.keyboard.press('ArrowRight')
  await expect(ana.field('goalGoalGo01.territory')).toBeFocused()
  await ana.page.keyboard.press('ArrowLeft')
  await expect(ana.field('goalGoalGo01.product')).toBeFocused()
  await ana.page.keyboard.press('ArrowDown')
  await expect(ana.field('goalGoalGo01.territory')).toBeFocused()

  const link = ana.field('campaignCa01.proof.p1.url')
  await link.click()
  await ana.page.keyboard.type('javascript:alert(1)')
  await ana.page.keyboard.press('Enter')
  await expect(ana.page.getByText(/^Use a web or mail address/)).toBeVisible()
  expect(await ana.stored('campaignCa01', 'proof/p1/url')).toBeUndefined()
  await link.fill('photos.example/expo')
  await link.press('Enter')
  await expect(ana.page.getByRole('link', { name: 'Open https://photos.example/expo' })).toBeVisible()
})

test('who types in a field is seen with name and side, in the field and on the card', async ({ desks }) => {
  const { ana, jo } = await desks(plan)
  await jo.field('goalGoalGo01.title').click()
  await jo.page.keyboard.press('End')
  const caret = ana.card('goalGoalGo01').locator('[data-caret="partner"]')
  await expect(caret).toHaveAttribute('data-name', 'Jo')
  await expect(ana.card('goalGoalGo01')).toHaveAttribute('data-partner', 'true')
  await jo.field('campaignCa01.budget').focus()
  await expect(caret).toHaveCount(0)
  await expect(ana.card('campaignCa01').getByText('Jo is editing')).toBeVisible()
})
