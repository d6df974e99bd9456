export { type AppParts, createApp } from './app.ts'
export { type Clock, type Stop, systemClock } from './clock.ts'
export { defaultLimits, type Limits } from './limits.ts'
export { silentLog } from './log.ts'
export { parseRoomName } from './room/room-name.ts'
export { Rooms } from './room/rooms.ts'
export { type RunningServer, type ServerOptions, startServer } from './server.ts'
export { Connection } from './socket/connection.ts'
export { Crowd } from './socket/crowd.ts'
export { Entrance, type EntranceParts } from './socket/entrance.ts'
export { type Posted, Streams } from './socket/streams.ts'
export type { Wire } from './socket/wire.ts'
export { StartProblem } from './start-problem.ts'
export { openSqliteStore } from './store/sqlite/sqlite-store.ts'
export {
  type Appended,
  CorruptRoom,
  type NewUpdate,
  type Snapshot,
  type Store,
  type StoredRoom,
  type UpdateLog,
} from './store/store.ts'
