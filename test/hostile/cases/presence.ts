import { freshClient } from '../../bench/sync/typing-load.ts'
import { messageOf, textPart, varUint } from '../../bench/sync/wire.ts'
import { type Attack, type Case, mustClose, mustStay, presenceMessage } from '../attack.ts'

/** The presence of an honest person, who is there while a case tries to take it. */
async function withVictim(attack: Attack) {
  const victim = await attack.line()
  const id = freshClient()
  victim.send(presenceMessage(id, 5, JSON.stringify({ at: 1 })))
  await attack.innocents.sees(id, 5)
  return { victim, id }
}

/** Somebody of another account speaks for the victim's client id: nobody may hear it. */
const forged = (id: string, clock: number, json: string): Case => ({
  id,
  async run(attack) {
    const { victim, id: client } = await withVictim(attack)
    const line = await attack.line(attack.viewer)
    line.send(presenceMessage(client, clock, json))
    await attack.presenceWasShown()
    const heard = attack.innocents.seenPresence.get(client)
    if (heard !== 5) return `others heard clock ${heard}`
    victim.send(presenceMessage(client, 6, JSON.stringify({ at: 2 })))
    return (await attack.innocents.sees(client, 6)) ? null : 'the victim is not heard any more'
  },
})

export const presenceCases: readonly Case[] = [
  forged('aw-forge', 6, '{"user":{"name":"Mallory"}}'),
  forged('aw-remove', 6, 'null'),
  forged('aw-lockout', 2 ** 31 - 1, '{}'),
  forged('aw-lockout-2-53', 2 ** 53 - 1, '{}'),
  {
    id: 'aw-crowd',
    async run(attack) {
      const line = await attack.line()
      const ids = Array.from({ length: 20_000 }, () => freshClient())
      const bytes: number[] = []
      varUint(bytes, ids.length)
      const parts: Buffer[] = [Buffer.from(bytes)]
      for (const id of ids) parts.push(messageOf([id, 1]), textPart('{}'))
      line.send(messageOf([1], Buffer.concat(parts)))
      await line.outcome()
      await attack.presenceWasShown()
      const invented = ids.filter((id) => attack.innocents.seenPresence.has(id)).length
      return invented > 1 ? `${invented} invented people were shown` : null
    },
  },
  {
    id: 'aw-1mb',
    async run(attack) {
      const line = await attack.line()
      const id = freshClient()
      line.send(presenceMessage(id, 1, JSON.stringify({ big: 'x'.repeat(1_000_000) })))
      return (await mustClose(line, 4400)) ?? (attack.innocents.seenPresence.has(id) ? 'it was relayed' : null)
    },
  },
  ...['[1]', '7', '"text"', '{"a":', '', `${'['.repeat(4_000)}${']'.repeat(4_000)}`].map(
    (json, at): Case => ({
      id: `aw-no-state-${at}`,
      async run(attack) {
        const line = await attack.line()
        line.send(presenceMessage(freshClient(), 1, json))
        return mustClose(line, 4400)
      },
    }),
  ),
  {
    id: 'aw-prototype',
    async run(attack) {
      const line = await attack.line()
      line.send(
        presenceMessage(
          freshClient(),
          1,
          '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
        ),
      )
      return (await mustStay(line)) ?? (({} as { polluted?: boolean }).polluted ? 'polluted' : null)
    },
  },
]
