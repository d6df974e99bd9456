import { parseRoomName, type RoomName } from '../room/room-name.ts'

/** What a client asks for when it opens a connection. */
export interface Asked {
  /** Undefined when what is named cannot be a room. */
  readonly room: RoomName | undefined
  readonly wantsNotices: boolean
  /** Undefined when none is stated; null when what is stated is no version. */
  readonly schema: number | undefined | null
}

/** Who asks, as far as the request shows. */
export interface Asking {
  readonly cookie: string | undefined
  readonly origin: string | undefined
  /** `Sec-Fetch-Site`; no browser sends it with an upgrade. */
  readonly site?: string | undefined
  readonly host: string | undefined
  readonly address: string
}

/** The room and the query of `/sync/<room>?schema=<n>&saved=1`. */
export function readAsked(room: string, query: URLSearchParams): Asked {
  const stated = query.get('schema')
  return {
    room: parseRoomName(room),
    wantsNotices: query.get('saved') === '1',
    schema: stated === null ? undefined : /^\d{1,6}$/.test(stated) ? Number(stated) : null,
  }
}

/** What an upgrade asks for; undefined for any other path. */
export function readUpgrade(address: string | undefined): Asked | undefined {
  const url = URL.parse(address ?? '', 'http://concord')
  const path = url?.pathname.match(/^\/sync\/([^/]*)$/)
  return url && path ? readAsked(decoded(path[1]!), url.searchParams) : undefined
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
