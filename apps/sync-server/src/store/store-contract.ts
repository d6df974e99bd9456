import { newId, samplePlan } from '@concord/schema'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { KeptChange, NewUpdate, Store } from './store.ts'

/** An engine under test: opens a fresh store, and can close and open the same one again. */
export interface Engine {
  open(): Promise<Store>
  reopen(): Promise<Store>
  /** Changes one stored byte of a room behind the store's back. */
  damage(room: string): Promise<void>
  dispose(): Promise<void>
}

const update = (room: string, ...bytes: number[]): NewUpdate => ({
  room,
  bytes: Uint8Array.from(bytes),
  member: 'mara',
  side: 'vendor',
  at: 1_000,
})

/** What every engine of the store must do. */
export function storeContract(name: string, makeEngine: () => Engine): void {
  describe(`ST11 ${name}`, () => {
    let engine: Engine
    let store: Store
    beforeEach(async () => {
      engine = makeEngine()
      store = await engine.open()
    })
    afterEach(async () => {
      await store.close()
      await engine.dispose()
    })

    const room = `plan:${newId()}`
    const append = async (...updates: NewUpdate[]) => {
      const { seqs, saved } = await store.log.append(updates)
      await saved
      return seqs
    }
    const bytesOf = async (name = room) => (await store.log.load(name)).tail.map(({ bytes }) => [...bytes])

    test('a room nobody wrote to is empty', async () => {
      expect(await store.log.load(room)).toEqual({ snapshot: null, tail: [], authors: new Map() })
    })

    test('updates count from 1 in each room and come back in order, also after opening again', async () => {
      const other = `plan:${newId()}`
      expect(await append(update(room, 1), update(other, 9), update(room, 2, 3))).toEqual([1, 1, 2])
      expect(await append(update(room, 4))).toEqual([3])
      await store.close()
      store = await engine.reopen()
      expect(await bytesOf()).toEqual([[1], [2, 3], [4]])
      expect(await bytesOf(other)).toEqual([[9]])
      expect(await append(update(room, 5))).toEqual([4])
    })

    test('an update from a view into a bigger buffer is stored as the view', async () => {
      const view = Uint8Array.of(7, 8, 9, 10).subarray(1, 3)
      await store.log.append([{ ...update(room), bytes: view }])
      expect(await bytesOf()).toEqual([[8, 9]])
    })

    test('a batch is kept whole or not at all, and the numbers go on without a hole', async () => {
      await store.log.append([update(room, 1)])
      const impossible = { ...update(room, 3), at: null as unknown as number }
      await expect(store.log.append([update(room, 2), impossible])).rejects.toThrow()
      expect(await bytesOf()).toEqual([[1]])
      expect(await append(update(room, 4))).toEqual([2])
    })

    test('a snapshot replaces what it covers and only that; an older one changes nothing', async () => {
      await store.log.append([update(room, 1), update(room, 2), update(room, 3)])
      const snapshot = (seq: number) => ({
        seq,
        bytes: Uint8Array.of(seq),
        vector: Uint8Array.of(0, seq),
        deletes: Uint8Array.of(1, seq),
      })
      await store.log.putSnapshot(room, snapshot(2), 2_000)
      await store.log.putSnapshot(room, snapshot(1), 3_000)
      const { snapshot: kept, tail } = await store.log.load(room)
      expect(kept).toEqual(snapshot(2))
      expect(tail.map(({ seq }) => seq)).toEqual([3])
      expect(await append(update(room, 4))).toEqual([4])
    })

    test('a client id belongs to the first who used it in the room, and the room knows when it is loaded', async () => {
      await append(
        { ...update(room, 1), newClients: [7, 2 ** 32 - 1] },
        { ...update(room, 2), member: null, newClients: [8] },
      )
      await append({ ...update(room, 3), member: 'piet', newClients: [7] })
      const { authors } = await store.log.load(room)
      expect(authors).toEqual(
        new Map([
          [7, 'mara'],
          [2 ** 32 - 1, 'mara'],
          [8, null],
        ]),
      )
      expect((await store.log.load(`plan:${newId()}`)).authors.size).toBe(0)
    })

    test('HI1 the log is read backwards in pieces, with who wrote it and when', async () => {
      await append({ ...update(room, 1), at: 10 }, { ...update(room, 2), member: null, side: null, at: 20 })
      await append({ ...update(room, 3), member: 'piet', side: 'partner', at: 30 })
      const told = async (before: number, most: number) =>
        (await store.history.before(room, before, most)).map(({ seq, bytes, at, member, side }) => [
          seq,
          [...bytes],
          at,
          member,
          side,
        ])
      expect(await told(4, 2)).toEqual([
        [3, [3], 30, 'piet', 'partner'],
        [2, [2], 20, null, null],
      ])
      expect(await told(2, 9)).toEqual([[1, [1], 10, 'mara', 'vendor']])
      expect(await told(1, 9)).toEqual([])
    })

    const DAY = 86_400_000
    const covering = (seq: number) => ({
      seq,
      bytes: Uint8Array.of(0, 0),
      vector: Uint8Array.of(0),
      deletes: Uint8Array.of(0, 0),
    })
    const change = (seq: number, more: Partial<KeptChange> = {}): KeptChange => ({
      act: 'set',
      block: 'block0000001',
      path: 'target',
      id: { client: 7, clock: seq },
      seq,
      at: seq * 1_000,
      member: 'mara',
      side: 'vendor',
      value: seq,
      ...more,
    })
    const kept = async (name = room) =>
      (await store.history.keptOf(name, 'block0000001', 'target')).map(({ seq, act, value }) => [seq, act, value])

    test('HI2 only what is old and covered by a snapshot may go, and the numbers go on when all of it has gone', async () => {
      const late = { ...update(room, 3), at: 5_000 }
      await append(update(room, 1), update(room, 2), late)
      expect(await store.history.oldest(room, 2_000, 9)).toEqual([])
      await expect(store.history.thin(room, 1, [])).rejects.toThrow(/snapshot/)
      await store.log.putSnapshot(room, covering(3), 6_000)
      expect((await store.history.oldest(room, 2_000, 9)).map(({ seq }) => seq)).toEqual([1, 2])
      expect((await store.history.oldest(room, 9_000, 2)).map(({ seq }) => seq)).toEqual([1, 2])
      await store.history.thin(room, 3, [change(1)])
      expect(await store.history.before(room, 9, 9)).toEqual([])
      await store.close()
      store = await engine.reopen()
      expect(await store.log.load(room)).toMatchObject({ snapshot: { seq: 3 }, tail: [] })
      expect(await append(update(room, 4))).toEqual([4])
      expect(await bytesOf()).toEqual([[4]])
    })

    test('HI2 rooms with old updates are found one after the other by name', async () => {
      const [one, two, young] = ['plan:aaaaaaaaaaaa', 'plan:bbbbbbbbbbbb', 'plan:cccccccccccc']
      await append(update(two!, 1), update(one!, 1), { ...update(young!, 1), at: 9_000 })
      expect(await store.history.roomWithOlder(2_000, '')).toBe(one)
      expect(await store.history.roomWithOlder(2_000, one!)).toBe(two)
      expect(await store.history.roomWithOlder(2_000, two!)).toBeNull()
      await store.log.putSnapshot(one!, covering(1), 6_000)
      await store.history.thin(one!, 1, [])
      expect(await store.history.roomWithOlder(2_000, '')).toBe(two)
    })

    test('HI3 a value a day is kept for each member and place; clearings all; doing it again changes nothing', async () => {
      await append(...Array.from({ length: 6 }, (_, n) => update(room, n)))
      await store.log.putSnapshot(room, covering(6), 6_000)
      const batch = [
        change(1),
        change(2, { member: 'piet', side: 'partner' }),
        change(3),
        { ...change(3, { act: 'clear' }), value: undefined },
        change(4, { at: DAY + 1 }),
      ] as KeptChange[]
      await store.history.thin(room, 2, batch.slice(0, 2))
      await store.history.thin(room, 5, batch.slice(2))
      const told = [
        [2, 'set', 2],
        [3, 'set', 3],
        [3, 'clear', undefined],
        [4, 'set', 4],
      ]
      expect(await kept()).toEqual(told)
      await store.history.thin(room, 5, batch)
      expect(await kept()).toEqual(told)
      expect(await kept(`plan:${newId()}`)).toEqual([])
      expect((await store.history.keptOf(room, 'block0000001', 'target'))[0]).toEqual(batch[1])
      // All of a room, a few at a time: each is met once.
      const met: KeptChange[] = []
      for (let page = await store.history.keptAfter(room, null, 3); page.length > 0; ) {
        met.push(...page)
        page = await store.history.keptAfter(room, page.at(-1)!, 3)
      }
      expect(met.map(({ seq, act, value }) => [seq, act, value]).toSorted()).toEqual(told.toSorted())
      expect(await store.history.keptAfter(`plan:${newId()}`, null, 3)).toEqual([])
    })

    test('HI4 a thinning that fails leaves the updates and keeps nothing', async () => {
      await append(update(room, 1), update(room, 2))
      await store.log.putSnapshot(room, covering(2), 6_000)
      const impossible = { ...change(2), block: null as unknown as string }
      await expect(store.history.thin(room, 2, [change(1), impossible])).rejects.toThrow()
      expect(await kept()).toEqual([])
      expect(await store.history.before(room, 9, 9)).toHaveLength(2)
    })

    test('ST7 damaged bytes are found when the room is loaded, and no other room suffers', async () => {
      const other = `plan:${newId()}`
      await store.log.append([update(room, 1, 2, 3), update(other, 4)])
      await store.close()
      await engine.damage(room)
      store = await engine.reopen()
      await expect(store.log.load(room)).rejects.toThrow(/checksum/)
      expect(await bytesOf(other)).toEqual([[4]])
    })

    test('FA4 the facts of the demo plan come out as they were put in', async () => {
      const { facts } = samplePlan()
      const plan = newId()
      await addPlan(plan)
      expect(await store.records.factsOf(plan)).toEqual({ ...facts, number: 1 })
      expect(await store.records.factsOf(newId())).toBeNull()
    })

    test('FA3 keys are given once, count on after a removal, and never twice', async () => {
      const plan = newId()
      await addPlan(plan)
      const before = await store.records.keysOf(plan)
      const goals = Object.values(before).filter((key) => key.startsWith('G')).length
      const number = await store.records.giveKeys(plan, [{ target: 'newGoal00001', prefix: 'G' }])
      expect((await store.records.keysOf(plan)).newGoal00001).toBe(`G${goals + 1}`)
      expect(number).toBe(2)
      expect(await store.records.giveKeys(plan, [{ target: 'newGoal00001', prefix: 'G' }])).toBeNull()
      await store.records.giveKeys(plan, [
        { target: 'newGoal00001', prefix: 'G' },
        { target: 'newGoal00002', prefix: 'G' },
      ])
      expect((await store.records.keysOf(plan)).newGoal00002).toBe(`G${goals + 2}`)
    })

    test('the plan remembers the highest schema version that wrote to it', async () => {
      const plan = newId()
      await addPlan(plan)
      await store.log.append([{ ...update(`plan:${plan}`, 1), schema: 7 }])
      await store.log.append([{ ...update(`plan:${plan}`, 2), schema: 3 }])
      expect((await store.records.planById(plan))?.schemaVersion).toBe(7)
    })

    test('a session lives until its end or until it has not been used for long', async () => {
      const plan = newId()
      await addPlan(plan)
      const { records } = store
      const session = {
        hash: 'h',
        person: 'person-0',
        createdAt: 0,
        seenAt: 0,
        endsAt: 1_000,
        via: 'mail' as const,
        device: '',
      }
      await records.addSession(session)
      expect(await records.liveSession('h', 99, 100)).toEqual(session)
      expect(await records.liveSession('h', 100, 100)).toBeNull()
      await records.touchSession('h', 950)
      expect(await records.liveSession('h', 999, 100)).not.toBeNull()
      expect(await records.liveSession('h', 1_000, 100)).toBeNull()
      await records.sweepSessions(1_000, 100)
      expect(await records.liveSession('h', 960, 100)).toBeNull()
    })

    test('an act that fails leaves nothing behind', async () => {
      const plan = newId()
      await addPlan(plan)
      const twice = [
        { target: 'one000000000', prefix: 'G' as const },
        { target: 'one000000000', prefix: 'G' as const },
      ]
      const before = await store.records.keysOf(plan)
      await expect(store.records.giveKeys(plan, twice)).rejects.toThrow()
      expect(await store.records.keysOf(plan)).toEqual(before)
    })

    async function addPlan(plan: string): Promise<void> {
      const { facts } = samplePlan()
      await store.records.addDemoPlan(
        { id: plan, vendor: 'v', partner: 'p', createdAt: 0, schemaVersion: 1, pinnedDay: facts.today },
        facts,
        facts.members.map((member, index) => ({ person: `person-${index}`, member })),
        '2026-11-23T00:00:00Z',
        {},
      )
    }
  })
}
