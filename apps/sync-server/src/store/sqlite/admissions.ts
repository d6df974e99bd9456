import type { DatabaseSync } from 'node:sqlite'
import type { Member } from '@concord/schema'
import type { Admission } from '../store.ts'

interface Row {
  person: string
  via: Admission['via']
  seenAt: number
  endsAt: number
  id: string | null
  side: Member['side']
  role: Member['role']
  guestUntil: number | null
  guestSponsor: string | null
  name: string
  schemaVersion: number | null
}

/** Who may enter: one raw statement, because everybody who reconnects after a stop asks for it at once. */
export class Admissions {
  readonly #statement

  constructor(db: DatabaseSync) {
    this.#statement = db.prepare(`
      SELECT s.person, s.via, s.seenAt, s.endsAt, m.id, m.side, m.role, m.guestUntil, m.guestSponsor, who.name, p.schemaVersion
      FROM sessions s
      LEFT JOIN plans p ON p.id = ?2 AND p.deletedAt IS NULL
      LEFT JOIN members m ON m.plan = p.id AND m.person = s.person
      LEFT JOIN people who ON who.id = s.person
      WHERE s.hash = ?1 AND s.endsAt > ?3 AND s.seenAt > ?3 - ?4`)
  }

  find(hash: string, plan: string, now: number, idle: number): Admission | null {
    const row = this.#statement.get(hash, plan, now, idle) as unknown as Row | undefined
    if (!row) return null
    const { person, via, seenAt, endsAt, id, side, role, name, guestUntil, guestSponsor, schemaVersion } = row
    const guest = guestUntil === null ? {} : { guest: { until: guestUntil, sponsor: guestSponsor ?? '' } }
    return {
      person,
      via,
      seenAt,
      endsAt,
      member: id === null ? null : { id, side, role, name, ...guest },
      schemaVersion: schemaVersion ?? 0,
    }
  }
}
