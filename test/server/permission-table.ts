import { type Column, columns } from './people-of-every-role.ts'

/**
 * What architecture.md section 7 lets whom do, written by hand for each route and room; never computed by `can`.
 *
 * | Action | owner | editor | commenter | viewer |
 * |---|---|---|---|---|
 * | read plan, facts, Revisions, shared threads; export | yes | yes | yes | yes |
 * | thread, reply, propose a change, take a flash test | yes | yes | yes | no |
 * | write `plan:` room; ack, vote, … | yes | yes | no | no |
 * | read `side:` room and side threads (own side; no guest, no link) | yes | yes | yes | yes |
 * | write `side:` room | yes | yes | no | no |
 * | own side's members, guests, share links, named signers, pack | yes | no | no | no |
 * | plan settings, archive; delete: an owner of each side | yes | no | no | no |
 *
 * "Sides are equal; a guest has his role on his sponsor's side; a link session is a viewer or commenter of no side."
 * "Unknown, malformed and forbidden look alike."
 *
 * A cell is the status of a refusal, or `yes`: not refused for who he is. The bars part Members, guests, links, and
 * those whom nobody lets in; columns as in `people-of-every-role.ts`.
 */
const rights = {
  /** Pages and answers that say nothing of any plan. */
  anybody: 'yes yes yes yes | yes yes yes | yes yes | yes yes yes',
  /** Who is signed in, as himself. */
  person: 'yes yes yes yes | yes yes yes | 401 401 | yes yes 401',
  /** "read plan, facts, Revisions". */
  read: 'yes yes yes yes | yes yes yes | yes yes | 404 404 401',
  /** The same, told only to Members: it names people. */
  readAsMember: 'yes yes yes yes | yes yes yes | 403 403 | 404 404 401',
  /** "read `side:` room (own side; no guest, no link)", and to everybody else it is not there. */
  readSide: 'yes yes yes yes | 404 404 404 | 404 404 | 404 404 401',
  /** "write `plan:` room". */
  write: 'yes yes 403 403 | yes 403 403 | 403 403 | 404 404 401',
  /** "own side's members, guests, share links", "plan settings, archive". */
  own: 'yes 403 403 403 | 403 403 403 | 403 403 | 404 404 401',
  /** The same for what belongs to the other side. */
  ownOfOthers: '403 403 403 403 | 403 403 403 | 403 403 | 404 404 401',
  /** There is nothing behind this id for anybody, or nobody may know. */
  nothing: '404 404 404 404 | 404 404 404 | 404 404 | 404 404 404',
  /** What is sent proves nobody, whoever sends it. */
  noProof: '403 403 403 403 | 403 403 403 | 403 403 | 403 403 403',
} as const

/** One question to the server: its route, what is put into it, and who may ask it. */
export interface RouteRow {
  /** As the app itself names it. */
  readonly route: string
  readonly expected: string
  /** What stands in the path. `mine` makes the thing on the asker's side, `theirs` on the other. */
  readonly about?: 'mine' | 'theirs'
  readonly body?: unknown
  readonly form?: Readonly<Record<string, string>>
  readonly query?: string
  /** What an id that is none is answered; 404 unless it says otherwise. */
  readonly unknown?: number
  /** Asking ends the session it is asked with. */
  readonly endsSession?: true
}

const api = '/api/plans/:plan'
const anInvitation = { mail: 'new.person@elsewhere.example', role: 'viewer', guestUntil: Date.now() + 3_600_000 }

export const routeRows: readonly RouteRow[] = [
  { route: 'GET /', expected: rights.anybody },
  { route: 'GET /limits', expected: rights.anybody },
  { route: 'GET /robots.txt', expected: rights.anybody },
  { route: 'GET /healthz', expected: rights.anybody },
  { route: 'GET /readyz', expected: rights.anybody },
  { route: 'GET /*', expected: rights.nothing },
  { route: 'GET /demo/:token', expected: rights.nothing },
  // Whoever sits at this machine, while there is no mail server.
  { route: 'GET /outbox', expected: rights.anybody },
  { route: 'GET /outbox/:file', expected: rights.nothing },

  { route: 'GET /p/:plan', expected: rights.read },
  { route: 'GET /p/:plan/summary', expected: rights.read },
  { route: 'GET /p/:plan/audit', expected: rights.own },
  { route: 'GET /plans/*', expected: rights.person },
  { route: 'GET /p/:plan/preview.png', expected: rights.anybody },
  { route: 'GET /p/:plan/oembed', expected: rights.anybody },
  { route: 'GET /l/:token/preview.png', expected: rights.anybody },
  { route: 'GET /l/:token/oembed', expected: rights.anybody },
  { route: 'GET /oembed', expected: rights.nothing },

  // "anybody else can ask": whoever has proved an address, about whatever.
  { route: 'POST /p/:plan/ask', expected: rights.person, form: {}, unknown: 200 },
  { route: 'POST /l/ask', expected: rights.person, form: {} },

  // What counts is the token; these say nothing before it is proved.
  { route: 'GET /l', expected: rights.nothing },
  { route: 'POST /l', expected: rights.nothing, form: {} },
  { route: 'GET /l/:token', expected: rights.anybody },
  { route: 'POST /l/:token', expected: rights.anybody, form: {}, endsSession: true },
  { route: 'GET /i/:token', expected: rights.anybody },
  { route: 'POST /i/:token', expected: rights.anybody, form: {} },
  { route: 'POST /i', expected: rights.person, form: {} },
  { route: 'GET /sign-in', expected: rights.anybody },
  { route: 'POST /sign-in', expected: rights.anybody, form: {} },
  { route: 'GET /sign-in/code', expected: rights.anybody },
  { route: 'POST /sign-in/code', expected: rights.anybody, form: {} },
  { route: 'GET /sign-in/open', expected: rights.anybody },
  { route: 'POST /sign-in/open', expected: rights.anybody, form: {} },
  { route: 'POST /sign-in/end', expected: rights.anybody, form: {}, endsSession: true },

  { route: 'POST /sign-in/passkey/challenge', expected: rights.anybody, form: {} },
  { route: 'POST /sign-in/passkey', expected: rights.noProof, form: {} },
  { route: 'POST /sign-in/oidc', expected: rights.anybody, form: {} },
  { route: 'GET /sign-in/oidc/callback', expected: rights.anybody },

  { route: 'GET /account', expected: rights.person },
  { route: 'POST /account/end', expected: rights.person, form: {} },
  { route: 'POST /account/end-others', expected: rights.person, form: {} },
  { route: 'POST /account/passkeys/challenge', expected: rights.person, form: {} },
  { route: 'POST /account/passkeys', expected: rights.person, form: {} },
  { route: 'POST /account/passkeys/remove', expected: rights.person, form: {} },

  { route: 'GET /api/session', expected: rights.person },
  { route: 'GET /api/plans', expected: rights.person },
  { route: 'POST /api/plans', expected: rights.person, body: {} },
  { route: `GET ${api}`, expected: rights.read },
  { route: `GET ${api}/content`, expected: rights.read },
  { route: `GET ${api}/facts`, expected: rights.read },
  { route: `GET ${api}/changes`, expected: rights.read, query: '?block=meta&path=currency' },
  { route: `GET ${api}/notes`, expected: rights.readSide },
  { route: `GET ${api}/revisions/:version`, expected: rights.read },
  { route: `POST ${api}/keys`, expected: rights.write, body: {} },
  { route: `PATCH ${api}`, expected: rights.own, body: {} },
  { route: `DELETE ${api}`, expected: rights.own, body: {} },
  { route: `DELETE ${api}/deletion`, expected: 'yes 403 403 403 | 403 403 403 | 401 401 | 404 404 401', body: {} },
  { route: `POST ${api}/copies`, expected: rights.own, body: {} },
  { route: `PATCH ${api}/preview`, expected: rights.own, body: {} },
  { route: `GET ${api}/members`, expected: rights.readAsMember },
  { route: `PATCH ${api}/members/:member`, expected: rights.own, about: 'mine', body: {} },
  { route: `PATCH ${api}/members/:member`, expected: rights.ownOfOthers, about: 'theirs', body: {} },
  { route: `DELETE ${api}/members/:member`, expected: rights.own, about: 'mine', body: {} },
  { route: `DELETE ${api}/members/:member`, expected: rights.ownOfOthers, about: 'theirs', body: {} },
  { route: `POST ${api}/invitations`, expected: rights.own, about: 'mine', body: anInvitation },
  { route: `POST ${api}/invitations`, expected: rights.ownOfOthers, about: 'theirs', body: anInvitation },
  // Whom a side invited is known to its owners only: to everybody else there is no such invitation.
  {
    route: `DELETE ${api}/invitations/:invitation`,
    expected: 'yes 404 404 404 | 404 404 404 | 403 403 | 404 404 401',
    about: 'mine',
    body: {},
  },
  {
    route: `DELETE ${api}/invitations/:invitation`,
    expected: '404 404 404 404 | 404 404 404 | 403 403 | 404 404 401',
    about: 'theirs',
    body: {},
  },
  { route: `DELETE ${api}/access-requests/:request`, expected: rights.own, about: 'mine', body: {} },
  {
    route: `DELETE ${api}/access-requests/:request`,
    expected: '404 403 403 403 | 403 403 403 | 403 403 | 404 404 401',
    about: 'theirs',
    body: {},
  },
  { route: `GET ${api}/share-links`, expected: rights.readAsMember },
  { route: `POST ${api}/share-links`, expected: rights.own, body: {} },
  { route: `DELETE ${api}/share-links/:link`, expected: rights.own, about: 'mine', body: {} },
  // A link for anyone concerns both sides.
  { route: `DELETE ${api}/share-links/:link`, expected: rights.own, about: 'theirs', body: {} },
  { route: `GET ${api}/audit`, expected: rights.own },
  { route: `GET ${api}/audit.csv`, expected: rights.own },
  { route: `GET ${api}/pack`, expected: rights.own },

  // A room that is not to be had is told on the wire, as to a websocket: the table of rooms says to whom.
  { route: 'GET /sync/:room/events', expected: 'yes yes yes yes | yes yes yes | yes yes | yes yes 401' },
  // "only with the session that opened the wire": here nobody opened one.
  { route: 'POST /sync/:room', expected: '404 404 404 404 | 404 404 404 | 404 404 | 404 404 401' },
]

/** What the rooms are to whom: `write`, `read`, or the code of the close or the refusal. */
export const roomRows: readonly { readonly room: string; readonly expected: string }[] = [
  { room: 'plan', expected: 'write write read read | write read read | read read | 4404 4404 401' },
  { room: 'own side', expected: 'write write read read | 4404 4404 4404 | 4404 4404 | 4404 4404 401' },
  { room: 'other side', expected: '4404 4404 4404 4404 | 4404 4404 4404 | 4404 4404 | 4404 4404 401' },
  // Somebody with a link to one plan is nobody to another.
  { room: 'other plan', expected: '4404 4404 4404 4404 | 4404 4404 4404 | 401 401 | 4404 4404 401' },
]

/** The cell of a row for a column. */
export function cell(expected: string, column: Column): string {
  const cells = expected.split(/[\s|]+/)
  if (cells.length !== columns.length) throw new Error(`This row has ${cells.length} cells: ${expected}`)
  return cells[columns.indexOf(column)]!
}
