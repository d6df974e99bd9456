export { type AppParts, createApp } from './app.ts'
export type { Clock, Stop } from './clock.ts'
export { defaultLimits, type Limits } from './limits.ts'
export { type RunningServer, type ServerOptions, startServer } from './server.ts'
export { StartProblem } from './start-problem.ts'
export { openSqliteStore } from './store/sqlite/sqlite-store.ts'
export {
  CorruptRoom,
  type NewUpdate,
  type Snapshot,
  type Store,
  type StoredRoom,
  type UpdateLog,
} from './store/store.ts'
