import { expect, test } from 'vitest'
import { firstForm, missingIn, NEW_COMPANY, type NewPlanForm } from './new-plan.ts'

const list = { plans: [], mayStart: true, company: { name: 'Halvern', domains: ['halvern.example'] } }
const aForm = (over: Partial<NewPlanForm> = {}): NewPlanForm => ({
  ...firstForm(list, undefined, new Date(2026, 5, 1), (year) => `Plan ${year}`, 'en-GB'),
  name: 'Dunmarsh',
  domains: 'dunmarsh.example',
  invite: 'jo@dunmarsh.example',
  ...over,
})

test('what is missing is found from the top of the form down; blanks are nothing', () => {
  expect(missingIn(aForm())).toBeNull()
  expect(missingIn(aForm({ name: ' ', invite: '' }))).toBe('name')
  expect(missingIn(aForm({ invite: ' ', title: '' }))).toBe('invite')
  for (const field of ['domains', 'title', 'start', 'end'] as const)
    expect(missingIn(aForm({ [field]: '' }))).toBe(field)
})

test('a company that is known needs neither name nor mail domain', () => {
  const known = aForm({ company: 'company-1', name: '', domains: '' })
  expect(missingIn(known)).toBeNull()
  expect(missingIn({ ...known, company: NEW_COMPANY })).toBe('name')
})
