import { allDrawn } from './plan-page.ts'
import { test } from './two-companies.ts'

test('every card is drawn in the end, though nobody scrolls to it', async ({ vendor }) => {
  await allDrawn(vendor)
})
