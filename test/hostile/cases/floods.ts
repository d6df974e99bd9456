import { withDeletion } from '../../bench/sync/scenarios/slow-reader.ts'
import { freshClient } from '../../bench/sync/typing-load.ts'
import { Typist } from '../../bench/sync/typist.ts'
import { messageOf } from '../../bench/sync/wire.ts'
import { type Case, mustClose, mustStay, presenceMessage, syncMessage, updateMessage } from '../attack.ts'

const EVERYTHING = syncMessage(0, Uint8Array.of(0))

/** Too much of what is allowed. */
export const floodCases: readonly Case[] = [
  {
    id: 'flood-updates',
    async run(attack) {
      const line = await attack.line()
      const typist = new Typist(freshClient())
      for (let at = 0; at < 8_000; at += 1) line.send(updateMessage(typist.key()))
      return mustStay(line)
    },
  },
  {
    id: 'flood-questions',
    async run(attack) {
      const line = await attack.line()
      for (let at = 0; at < 5_000; at += 1) line.send(messageOf([3]))
      return mustClose(line, 1013)
    },
  },
  {
    id: 'flood-step-one',
    async run(attack) {
      const line = await attack.line()
      for (let at = 0; at < 600; at += 1) line.send(EVERYTHING)
      return mustClose(line, 1013)
    },
  },
  {
    id: 'flood-step-one-again',
    async run(attack) {
      // Who comes back at once has a new connection and no more answers than before it was closed, times ten.
      for (let times = 0; times < 10; times += 1) {
        const line = await attack.line()
        for (let at = 0; at < 100; at += 1) line.send(EVERYTHING)
        const wrong = await mustClose(line, 1013)
        if (wrong) return wrong
      }
      return null
    },
  },
  {
    id: 'flood-presence',
    async run(attack) {
      const line = await attack.line()
      const id = freshClient()
      for (let clock = 1; clock <= 3_000; clock += 1) line.send(presenceMessage(id, clock, JSON.stringify({ clock })))
      return mustStay(line)
    },
  },
  {
    id: 'sv-unread',
    async run(attack) {
      const line = await attack.line()
      line.raw.socket.pause()
      for (let at = 0; at < 600; at += 1) line.send(EVERYTHING)
      // Answers nobody reads must not pile up: the connection is over before the first of them is read.
      await attack.wasServed()
      line.raw.socket.resume()
      return mustClose(line, 1013, null)
    },
  },
  {
    id: 'slow-reader',
    async run(attack) {
      const slow = await attack.line()
      slow.raw.socket.pause()
      const writer = await attack.line()
      const typist = new Typist(freshClient())
      for (let at = 0; at < 60; at += 1) {
        // The plan stays small: each part replaces the one before.
        const part = typist.key('x'.repeat(50_000))
        writer.send(updateMessage(at === 0 ? part : withDeletion(part, typist.client, (at - 1) * 50_000, 50_000)))
      }
      return mustStay(writer)
    },
  },
]
