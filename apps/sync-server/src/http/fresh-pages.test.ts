import { expect, it, vi } from 'vitest'
import { silentLog } from '../log.ts'
import type { Rooms } from '../room/rooms.ts'
import { FreshPages } from './fresh-pages.ts'
import type { PlanService } from './plan-service.ts'

/** Two open plans, the pages rendered of them, and a clock that looks when it is told to. */
function anOffice() {
  const seqs = new Map([
    ['north', 1],
    ['south', 1],
  ])
  const rendered: string[] = []
  let act: (() => void) | null = null
  const pages = new FreshPages({
    rooms: { seqOf: (plan: string) => seqs.get(plan) ?? null } as unknown as Rooms,
    plans: { page: (plan: string) => Promise.resolve(void rendered.push(plan)) } as unknown as PlanService,
    clock: {
      now: () => 0,
      elapsed: () => 0,
      after: () => () => {},
      every: (_, run) => {
        act = run
        return () => {
          act = null
        }
      },
    },
    log: silentLog,
  })
  const look = async (times = 1) => {
    for (let at = 0; at < times; at += 1) {
      act?.()
      await vi.waitFor(() => Promise.resolve())
    }
  }
  return { pages, seqs, rendered, look, isLooking: () => act !== null }
}

it('renders a plan when its edits pause, once', async () => {
  const { pages, seqs, rendered, look } = anOffice()
  pages.watch('north')
  seqs.set('north', 5)
  await look()
  expect(rendered).toEqual([])
  await look(10)
  expect(rendered).toEqual(['north'])
})

it('renders a plan that is edited without a pause every few looks', async () => {
  const { pages, seqs, rendered, look } = anOffice()
  pages.watch('north')
  for (let at = 0; at < 20; at += 1) {
    seqs.set('north', at + 2)
    await look()
  }
  expect(rendered).toEqual(['north', 'north', 'north', 'north'])
})

it('renders one plan at a look', async () => {
  const { pages, rendered, look } = anOffice()
  pages.watch('north')
  pages.watch('south')
  await look(2)
  expect(rendered).toHaveLength(1)
  await look(2)
  expect(rendered.sort()).toEqual(['north', 'south'])
})

it('looks at nothing any more when nobody has a plan open, and again when somebody opens one', async () => {
  const { pages, seqs, look, isLooking } = anOffice()
  pages.watch('north')
  seqs.clear()
  await look()
  expect(isLooking()).toBe(true)
  await look(4)
  expect(isLooking()).toBe(false)
  seqs.set('north', 7)
  pages.watch('north')
  expect(isLooking()).toBe(true)
})
