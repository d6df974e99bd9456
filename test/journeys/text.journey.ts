import type { BodyNode, PlanJson } from '@concord/schema'
import { expect, test } from '../support/desk/two-desks.ts'

const says = (text: string): BodyNode => ({ type: 'paragraph', content: [{ text }] })
const planOf = (...body: BodyNode[]): PlanJson => ({ meta: { title: 'Plan' }, body, blocks: {} })

test('what a newer Concord put into the text is shown, and stays when the plan is opened and written in', async ({
  desks,
}) => {
  const { ana, jo } = await desks(
    planOf(says('Before.'), { type: 'other', name: 'callout', content: [says('Mind the gap.')] }, says('After.')),
  )
  for (const { page } of [ana, jo]) await expect(page.locator('[data-unknown-node]')).toContainText('Mind the gap.')
  await ana.page.getByText('Before.').click()
  await ana.page.keyboard.press('End')
  await ana.page.keyboard.type(' Both sides.')
  await expect(jo.page.getByText('Before. Both sides.')).toBeVisible()
  const stored = () => jo.page.evaluate(() => window.desk.session.doc.getXmlFragment('body').toString())
  expect(await stored()).toContain('<callout><paragraph>Mind the gap.</paragraph></callout>')
})
