import { expect, test } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { type Identity, Presence } from './presence.ts'

const identity = (member: string): Identity => ({
  name: member,
  side: 'vendor',
  role: 'editor',
  member,
  colour: '#2f4bc7',
  color: '#2f4bc7',
})

let now = 0
/** So much later that everything may be told. */
const soon = () => {
  now += 100
  return now
}

/** A stock client's awareness, wired to the server's presence as the provider does it. */
class Client {
  readonly awareness: Awareness
  readonly presence: Presence
  readonly member: string
  readonly owner = {}

  constructor(presence: Presence, member: string, clientID?: number) {
    this.presence = presence
    this.member = member
    const doc = new Y.Doc()
    if (clientID !== undefined) doc.clientID = clientID
    this.awareness = new Awareness(doc)
    clearInterval(this.awareness._checkInterval as unknown as ReturnType<typeof setInterval>)
  }
  get id(): number {
    return this.awareness.clientID
  }
  say(ids: number[] = [this.id]) {
    const bytes = encodeAwarenessUpdate(this.awareness, ids)
    const heard = this.presence.receive(this.owner, identity(this.member), bytes, 8_192)
    if (heard.outcome === 'taken' && heard.askAgain) {
      applyAwarenessUpdate(this.awareness, heard.askAgain, 'server')
      this.say()
    }
    return heard
  }
  hear(bytes: Uint8Array | null): void {
    if (bytes) applyAwarenessUpdate(this.awareness, bytes, 'server')
  }
  user(id: number): unknown {
    return this.awareness.getStates().get(id)?.user
  }
}

test('RM9 identity comes from the session, whatever the client says', () => {
  const presence = new Presence(30)
  const [ana, jo] = [new Client(presence, 'ana'), new Client(presence, 'jo')]
  ana.awareness.setLocalState({ user: { name: 'The boss', role: 'owner' }, field: { key: 'x' } })
  ana.say()
  jo.hear(presence.takeNews(soon()))
  expect(jo.awareness.getStates().get(ana.id)).toEqual({ field: { key: 'x' }, user: identity('ana') })
})

test('RM9 an echo of somebody else is dropped, and so is a state under his client id', () => {
  const presence = new Presence(30)
  const [ana, jo] = [new Client(presence, 'ana'), new Client(presence, 'jo')]
  ana.awareness.setLocalState({ at: 1 })
  ana.say()
  jo.awareness.setLocalState({ at: 2 })
  jo.say()
  jo.hear(presence.takeNews(soon()))
  jo.say([ana.id])
  expect(presence.news).toBe(0)
  const forger = new Client(presence, 'mallory', ana.id)
  forger.awareness.setLocalState({ at: 3 })
  forger.say()
  expect(presence.news).toBe(0)
})

test('RM9 who leaves is gone for everybody, and a late echo does not bring him back', () => {
  const presence = new Presence(30)
  const [ana, jo, kit] = [new Client(presence, 'ana'), new Client(presence, 'jo'), new Client(presence, 'kit')]
  ana.awareness.setLocalState({ at: 1 })
  ana.say()
  jo.hear(presence.takeNews(soon()))
  expect(jo.user(ana.id)).toBeDefined()
  presence.leave(ana.owner)
  jo.hear(presence.takeNews(soon()))
  expect(jo.user(ana.id)).toBeUndefined()
  kit.awareness.setLocalState(null)
  kit.awareness.states.set(ana.id, { at: 1 })
  kit.awareness.meta.set(ana.id, { clock: 1, lastUpdated: 0 })
  kit.say([ana.id])
  expect(presence.all()).toBeNull()
})

test('RM9 who comes back with the same client id is seen again at once, also by those who saw him leave', () => {
  const presence = new Presence(30)
  const [ana, jo] = [new Client(presence, 'ana'), new Client(presence, 'jo')]
  ana.awareness.setLocalState({ at: 1 })
  ana.say()
  jo.hear(presence.takeNews(soon()))
  presence.leave(ana.owner)
  jo.hear(presence.takeNews(soon()))
  const again = new Client(presence, 'ana', ana.id)
  again.awareness.setLocalState({ at: 1 })
  again.awareness.meta.set(again.id, ana.awareness.meta.get(ana.id)!)
  again.say()
  jo.hear(presence.takeNews(soon()))
  expect(jo.user(ana.id)).toEqual(identity('ana'))
})

test('RM9 presence that is too large, out of range, malformed or cut is refused', () => {
  const presence = new Presence(30)
  const client = new Client(presence, 'ana')
  client.awareness.setLocalState({ text: 'x'.repeat(9_000) })
  expect(client.say().outcome).toBe('refused')
  client.awareness.setLocalState({ at: 1 })
  client.awareness.meta.set(client.id, { clock: 2 ** 40, lastUpdated: 0 })
  expect(client.say().outcome).toBe('refused')
  const receive = (bytes: Uint8Array) => presence.receive({}, identity('ana'), bytes, 8_192).outcome
  expect(receive(Uint8Array.of(1, 7, 1, 3, 91, 49, 93))).toBe('refused')
  expect(receive(Uint8Array.of(1, 7, 1, 1, 55))).toBe('refused')
  expect(receive(Uint8Array.of(200, 1, 7))).toBe('refused')
  expect(presence.all()).toBeNull()
})

test('RM9 who moves all the time is told to the others at most as often as the limit, and his last move always', () => {
  const presence = new Presence(30)
  const [ana, jo] = [new Client(presence, 'ana'), new Client(presence, 'jo')]
  const told: unknown[] = []
  for (let at = 0; at < 1_000; at += 2) {
    ana.awareness.setLocalState({ at })
    ana.say()
    const news = presence.takeNews(at)
    jo.hear(news)
    if (news) told.push(news)
  }
  expect(told.length).toBeGreaterThan(25)
  expect(told.length).toBeLessThanOrEqual(30)
  jo.hear(presence.takeNews(2_000))
  expect(jo.awareness.getStates().get(ana.id)).toMatchObject({ at: 998 })
})

test('RM9 who leaves is told at once, however lately he moved', () => {
  const presence = new Presence(30)
  const [ana, jo] = [new Client(presence, 'ana'), new Client(presence, 'jo')]
  ana.awareness.setLocalState({ at: 1 })
  ana.say()
  jo.hear(presence.takeNews(1_000))
  presence.leave(ana.owner)
  jo.hear(presence.takeNews(1_001))
  expect(jo.user(ana.id)).toBeUndefined()
})
