import { POST_TYPE, type PostResponse, WIRE_HEADER } from '@concord/schema'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { type Asking, readAsked } from '../socket/handshake.ts'
import type { Streams } from '../socket/streams.ts'
import { addressOf } from './network-address.ts'
import { Refusal } from './refusal.ts'

type Sync = { Bindings: HttpBindings }

const askingOf = (c: Context<Sync>): Asking => ({
  cookie: c.req.header('cookie'),
  origin: c.req.header('origin'),
  site: c.req.header('sec-fetch-site'),
  host: c.req.header('host'),
  address: addressOf(c),
})

/** Everything under `/sync` that is no upgrade: the fallback where websockets are blocked. */
export function syncRoutes(streams: Streams): Hono<Sync> {
  const sync = new Hono<Sync>()

  sync.get('/:room/events', async (c) => {
    const asked = readAsked(c.req.param('room'), new URL(c.req.url).searchParams)
    const refusal = await streams.open(asked, askingOf(c), c.env.outgoing)
    if (refusal) throw new Refusal(refusal)
    return RESPONSE_ALREADY_SENT
  })

  sync.post('/:room', async (c) => {
    if (c.req.header('content-type') !== POST_TYPE) throw new Refusal('badRequest')
    const length = c.req.header('content-length')
    const answer = await streams.post({
      ...askingOf(c),
      room: c.req.param('room'),
      wire: c.req.header(WIRE_HEADER) ?? '',
      length: length === undefined ? undefined : Number(length),
      body: c.req.raw.body,
    })
    if (typeof answer === 'string') throw new Refusal(answer, answer === 'limitReached' ? { retryAfterSeconds: 1 } : {})
    return c.json<PostResponse>(answer, 200, { 'cache-control': 'no-store' })
  })
  return sync
}
