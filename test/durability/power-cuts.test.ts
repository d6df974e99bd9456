import { expect, test } from 'vitest'
import { liveOn } from './live-on.ts'

const CUTS = Number(process.env.CONCORD_POWER_CUTS ?? 30)

test(`ST5 ${CUTS} power cuts under the real server: nothing acknowledged is lost, nothing is doubled`, async () => {
  expect(await liveOn('power cut', 'cuts', CUTS, 0)).toBeGreaterThan(CUTS)
})
