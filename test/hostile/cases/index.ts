import type { Case } from '../attack.ts'
import { bombCases } from './bombs.ts'
import { contentCases } from './content.ts'
import { fallbackCases } from './fallback.ts'
import { floodCases } from './floods.ts'
import { frameCases } from './frames.ts'
import { presenceCases } from './presence.ts'
import { protocolCases } from './protocol.ts'
import { roleCases } from './roles.ts'

/** Everything a hostile client tries. */
export const cases: readonly Case[] = [
  ...frameCases,
  ...fallbackCases.map((each): Case => ({ ...each, isOursOnly: true })),
  ...protocolCases,
  ...bombCases,
  ...presenceCases,
  ...roleCases,
  ...floodCases,
  ...contentCases,
]
