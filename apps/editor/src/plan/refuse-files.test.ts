import { expect, test } from 'vitest'
import { refuseFiles } from './refuse-files.ts'

function dropped(page: EventTarget, types: readonly string[], isTaken = false): Event {
  const event = Object.assign(new Event('drop', { cancelable: true }), { dataTransfer: { types } })
  if (isTaken) event.preventDefault()
  page.dispatchEvent(event)
  return event
}

test('a file let go over the page is refused in words, instead of taking the place of the plan', () => {
  const page = new EventTarget()
  let said = 0
  const stop = refuseFiles(page, () => {
    said += 1
  })
  expect(dropped(page, ['Files']).defaultPrevented).toBe(true)
  expect(said).toBe(1)

  expect(dropped(page, ['text/plain']).defaultPrevented).toBe(false)
  dropped(page, ['Files'], true)
  expect(said).toBe(1)

  stop()
  expect(dropped(page, ['Files']).defaultPrevented).toBe(false)
})
