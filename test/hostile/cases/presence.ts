import { freshClient } from '../../bench/sync/typing-load.ts'
import { Typist } from '../../bench/sync/typist.ts'
import { messageOf, textPart, varUint } from '../../bench/sync/wire.ts'
import { type Case, mustClose, mustStay, presenceMessage, syncMessage, updateMessage } from '../attack.ts'

/** The presence of an honest person, who is there while a case tries to take it. */
async function withVictim(attack: Parameters<Case['run']>[0]) {
  const victim = await attack.line()
  const id = freshClient()
  victim.send(presenceMessage(id, 5, JSON.stringify({ at: 1 })))
  await until(() => attack.innocents.seenPresence.get(id) === 5)
  return { victim, id }
}

async function until(holds: () => boolean): Promise<void> {
  const started = performance.now()
  while (!holds() && performance.now() - started < 5_000) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** Somebody of another account speaks for the victim's client id: nobody may hear it. */
const forged = (id: string, clock: number, json: string): Case => ({
  id,
  async run(attack) {
    const { victim, id: client } = await withVictim(attack)
    const line = await attack.line(attack.target.others!.viewer)
    line.send(presenceMessage(client, clock, json))
    await line.outcome()
    const heard = attack.innocents.seenPresence.get(client)
    if (heard !== 5) return `others heard clock ${heard}`
    victim.send(presenceMessage(client, 6, JSON.stringify({ at: 2 })))
    await until(() => attack.innocents.seenPresence.get(client) === 6)
    return attack.innocents.seenPresence.get(client) === 6 ? null : 'the victim is not heard any more'
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
  {
    id: 'aw-flood',
    async run(attack) {
      const line = await attack.line()
      const id = freshClient()
      for (let clock = 1; clock <= 3_000; clock += 1) line.send(presenceMessage(id, clock, JSON.stringify({ clock })))
      return mustStay(line)
    },
  },
  {
    id: 'ro-write',
    async run(attack) {
      const shapes = [
        (client: number) => updateMessage(new Typist(client).key()),
        (client: number) => syncMessage(1, new Typist(client).key()),
        (client: number) => updateMessage(new Typist(client).key('much '.repeat(50))),
        // A deletion of what an honest person wrote.
        () => {
          const bytes: number[] = [0, 1]
          varUint(bytes, attack.innocents.typists[0]!.client)
          bytes.push(1, 0, 1)
          return updateMessage(Buffer.from(bytes))
        },
      ]
      for (const [at, shape] of shapes.entries()) {
        const line = await attack.line(attack.target.others!.viewer)
        const client = freshClient()
        line.send(shape(client))
        const outcome = await mustClose(line, 4403)
        if (outcome) return `shape ${at}: ${outcome}`
        if (attack.innocents.seenClients.has(client)) return `shape ${at} was relayed`
      }
      return null
    },
  },
]
