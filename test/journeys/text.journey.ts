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

const line = 'Our goal'
for (const [name, turn] of [
  ['a heading', 'Control+Alt+2'],
  ['an item of a list', 'Control+Shift+8'],
] as const)
  test(`one makes ${name} of the line in which the other types: no letter is lost, also when that is taken back`, async ({
    desks,
  }) => {
    const { ana, jo } = await desks(planOf(says('Above.'), says(line), says('Below.')))
    const text = (desk: typeof ana) => desk.page.locator('.plan-body').getByText(line)
    for (const desk of [ana, jo]) {
      await text(desk).click()
      await desk.page.keyboard.press('End')
    }
    const caret = (desk: typeof ana) =>
      desk.page.evaluate(() => window.desk.editor.state.selection.$from.parent.textContent)
    for (const desk of [ana, jo]) await expect.poll(() => caret(desk)).toBe(line)
    // Both act before either sees the other: on a slow line this lasts as long as a letter needs to travel.
    for (const desk of [ana, jo]) await desk.setConnected(false)
    await ana.page.keyboard.press(turn)
    await jo.page.keyboard.type(' and why')
    for (const desk of [ana, jo]) await desk.setConnected(true)
    for (const desk of [ana, jo]) await expect(text(desk)).toHaveText(`${line} and why`)
    await jo.page.keyboard.type(' now')
    for (const desk of [ana, jo]) await expect(text(desk)).toHaveText(`${line} and why now`)
    await ana.undo()
    for (const desk of [ana, jo]) {
      await expect(desk.page.locator('.plan-body')).toContainText('and why now')
      await expect(text(desk)).toHaveCount(1)
    }
  })
