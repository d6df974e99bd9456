import { expect, test } from 'vitest'
import { liveOn } from './live-on.ts'

const KILLS = Number(process.env.CONCORD_KILLS ?? 20)
/** Letters that must have been acknowledged in all; more kills are made until they are. */
const EDITS = Number(process.env.CONCORD_EDITS ?? 0)

test(`ST5 ${KILLS} kills of the real server in mid-typing: nothing acknowledged or seen is lost, nothing is doubled`, async () => {
  expect(await liveOn('kill', 'kills', KILLS, EDITS)).toBeGreaterThan(KILLS * 100)
})
