import type { DatabaseSync } from 'node:sqlite'
import { examine } from '../../store/sqlite/examine.ts'
import { isFolderInUse, notedProcess, wasCutOff } from '../../store/sqlite/open.ts'
import { words } from '../../words.ts'
import { commandWords } from '../words.ts'
import { bad, type Finding, good, look } from './check.ts'

const say = commandWords.doctor

export function serverCheck(folder: string): Finding {
  if (isFolderInUse(folder)) return good(say.running(notedProcess(folder)))
  return look(wasCutOff(folder) ? say.cutOff : say.notRunning)
}

export async function databaseCheck(db: DatabaseSync | null): Promise<Finding> {
  if (!db) return look(say.empty)
  const { faults, tables, rooms, damaged } = await examine(db, 'quick')
  if (faults.length > 0) return bad(say.faults(faults[0]!))
  if (tables === 'newer') return bad(words.start.databaseNewer)
  if (tables === 'older') return look(say.tablesOlder)
  return damaged.length > 0 ? bad(say.damaged(damaged)) : good(say.whole(rooms))
}
