import { DatabaseSync } from 'node:sqlite'
import * as Y from 'yjs'
import { rangesOf } from '../bench/sync/client.ts'
import { RawSocket } from '../bench/sync/raw-socket.ts'
import { Cursor, messageOf } from '../bench/sync/wire.ts'

/** The pieces a newcomer is given, in order, up to the one that says he has everything. */
export async function everythingIn(url: string, room: string, cookie: string): Promise<Uint8Array[]> {
  const raw = await RawSocket.open(new URL(`${url}/sync/${room}`), { cookie })
  const pieces: Uint8Array[] = []
  await new Promise<void>((resolve, reject) => {
    raw.onMessage = (message) => {
      const cursor = new Cursor(message)
      if (cursor.uint() !== 0) return
      const kind = cursor.uint()
      if (kind === 0) return
      pieces.push(cursor.part())
      if (kind === 1) resolve()
    }
    raw.onClose = (code) => reject(new Error(`closed with ${code} before everything was there`))
    raw.send(messageOf([0, 0], Uint8Array.of(0)))
  })
  raw.close()
  return pieces
}

/** What updates hold: the letters of each client from its first on. */
export interface Letters {
  readonly texts: ReadonlyMap<number, string>
  /** Clocks that came twice, or with a hole before them. */
  readonly wrong: readonly string[]
}

export function lettersIn(pieces: readonly Uint8Array[]): Letters {
  const texts = new Map<number, string>()
  const ends = new Map<number, number>()
  const wrong: string[] = []
  for (const piece of pieces)
    for (const struct of Y.decodeUpdate(piece).structs) {
      const { client, clock } = struct.id
      const end = ends.get(client) ?? 0
      if (clock < end) wrong.push(`${client} has ${clock} twice`)
      if (clock > end) wrong.push(`${client} lacks ${end} to ${clock}`)
      ends.set(client, clock + struct.length)
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString)
        texts.set(client, (texts.get(client) ?? '') + struct.content.str)
    }
  return { texts, wrong }
}

/** What is wrong with the log of a database nobody has open: numbers with holes, clocks that are missing or doubled. */
export function wrongInLog(file: string): string[] {
  const db = new DatabaseSync(file)
  const rows = db.prepare('SELECT room, seq, bytes FROM updates ORDER BY room, seq').all() as unknown as {
    room: string
    seq: number
    bytes: Uint8Array
  }[]
  db.close()
  const wrong: string[] = []
  const seqs = new Map<string, number>()
  const ends = new Map<string, number>()
  for (const { room, seq, bytes } of rows) {
    if (seq !== (seqs.get(room) ?? 0) + 1) wrong.push(`${room} has ${seq} after ${seqs.get(room)}`)
    seqs.set(room, seq)
    for (const { client, from, to } of rangesOf(bytes)) {
      const key = `${room} ${client}`
      const end = ends.get(key) ?? 0
      if (from !== end) wrong.push(`update ${seq} of ${room}: ${client} goes on at ${from}, not ${end}`)
      ends.set(key, to)
    }
  }
  return wrong
}
