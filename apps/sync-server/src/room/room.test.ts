import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { systemClock } from '../clock.ts'
import { defaultLimits } from '../limits.ts'
import { silentLog } from '../log.ts'
import type { CommitQueue } from './commit-queue.ts'
import type { FrameEntry } from './line.ts'
import { Room, type RoomParts } from './room.ts'
import { parseRoomName } from './room-name.ts'

const anUpdate = () => {
  const doc = new Y.Doc()
  doc.getMap('meta').set('title', 'x')
  return Y.encodeStateAsUpdate(doc)
}

test('RM19 an update that is taken and cannot be put in line costs the room, which would call it known for ever', () => {
  const failed: Room[] = []
  const queue = {
    isSaved: true,
    has: () => false,
    add: () => {
      throw new Error('unexpected')
    },
    drop: () => {},
  } as unknown as CommitQueue<FrameEntry>
  const parts = {
    queue,
    clock: systemClock,
    limits: defaultLimits,
    log: silentLog,
    mayReoffer: () => false,
    onFailed: (room: Room) => failed.push(room),
  } as unknown as RoomParts
  const stored = { snapshot: null, tail: [], authors: new Map<number, string | null>() }
  const room = new Room(parseRoomName('plan:aaaaaaaaaaaa')!, stored, parts)
  room.write(anUpdate(), null)
  expect(failed).toEqual([room])
})
