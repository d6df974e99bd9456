import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { createApp } from './app.ts'
import { Asking } from './asking/asking.ts'
import { Assets } from './assets/assets.ts'
import { type Clock, systemClock } from './clock.ts'
import { CompanySignIn } from './company/company-sign-in.ts'
import { type Demo, openDemo } from './demo/demo.ts'
import { guardedClock } from './guarded-clock.ts'
import { FieldHistory } from './http/field-history.ts'
import { FreshPages } from './http/fresh-pages.ts'
import { addressReader } from './http/network-address.ts'
import { NoteWriters } from './http/note-writers.ts'
import { PlanService } from './http/plan-service.ts'
import { defaultLimits } from './limits.ts'
import { type Log, silentLog } from './log.ts'
import { Mailer } from './mail/mailer.ts'
import { isLoopback, ourOrigins } from './origins.ts'
import { Packs } from './pack/packs.ts'
import { Passkeys } from './passkey/passkeys.ts'
import { PlanReader } from './plan-reader/plan-reader.ts'
import { Removal } from './plans/removal.ts'
import { Starting } from './plans/starting.ts'
import { PreviewPictures } from './preview/preview-pictures.ts'
import { planRoom } from './room/room-name.ts'
import { Rooms } from './room/rooms.ts'
import { readSecret } from './secret.ts'
import { Sessions } from './session/sessions.ts'
import type { Settings } from './settings.ts'
import { ShareLinks } from './share-links/share-links.ts'
import { Invitations } from './sharing/invitations.ts'
import { RoundTrips } from './sign-in/round-trips.ts'
import { SignIn } from './sign-in/sign-in.ts'
import { Sockets } from './socket/sockets.ts'
import { StartProblem } from './start-problem.ts'
import { openSqliteStore } from './store/sqlite/sqlite-store.ts'
import type { Store } from './store/store.ts'
import { Thinning } from './store/thinning.ts'
import { words } from './words.ts'

export type ServerOptions = Partial<
  Pick<Settings, 'port' | 'host' | 'demo' | 'limits' | 'origins' | 'proxies' | 'url' | 'mail' | 'companySignIns'>
> &
  Pick<Settings, 'data'> & {
    readonly clock?: Clock
    readonly log?: Log
    /** Opens the database; tests put another one in its place. */
    readonly openStore?: (folder: string) => Promise<Store>
    /** Folder of the built editor. */
    readonly editor?: string
    /** Milliseconds over which closing sockets is spread at a stop. */
    readonly stopSpread?: number
  }

/** A server that is listening. */
export interface RunningServer {
  /** Where it is, `http://localhost:<port>` on loopback. */
  readonly url: string
  readonly port: number
  /** The demo plan and the links that open it; null without the demo. */
  readonly demo: {
    readonly plan: string
    readonly companies: Demo['companies']
    readonly room: string
    readonly links: { vendor: string; partner: string }
  } | null
  /** Every route of the HTTP side, such as `GET /p/:plan`, without what stands before several. */
  readonly routes: readonly string[]
  readonly store: Store
  /** Replaces old Updates by what is kept of them; runs by itself. */
  readonly thinning: Thinning
  /** Removes for good what was deleted long ago; runs by itself. */
  readonly removal: Removal
  readonly rooms: Rooms
  readonly sockets: Sockets
  /** Takes no more work, saves what came in, closes every socket so that clients come back, lets go of the data. */
  stop(): Promise<void>
  /** Resolves with the cause when the disk failed so badly that only a restart can tell what was kept. */
  readonly broken: Promise<Error>
}

const builtEditor = fileURLToPath(new URL('../../editor/dist', import.meta.url))

/** Puts the parts together and listens. Rejects with a StartProblem that says in a sentence why it cannot. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { data, port = 0, host = '127.0.0.1', limits = defaultLimits, log = silentLog } = options
  const clock = guardedClock(options.clock ?? systemClock, log)
  const store = await (options.openStore ?? openSqliteStore)(data)
  const http = createServer()
  let demo: Demo | null
  try {
    demo = isLoopback(host) && options.demo !== false ? await openDemo(store, clock, data) : null
    // Last of what has to be waited for: whoever calls before the listeners below are there is never answered.
    await listen(http, port, host)
  } catch (error) {
    await store.close()
    throw error
  }
  const bound = (http.address() as AddressInfo).port
  const reader = new PlanReader(clock)
  const rooms = new Rooms({ store, reader, clock, limits, log })
  const sessions = new Sessions(store, clock)
  const plans = new PlanService(store, rooms, reader, clock)
  const pages = new FreshPages({ rooms, plans, clock, log })
  const thinning = new Thinning({ store, reader: new PlanReader(clock), clock, log })
  const history = new FieldHistory(store, rooms, reader, clock)
  const noteWriters = new NoteWriters(store, rooms, reader)
  const ownUrl = `http://${isLoopback(host) ? 'localhost' : host}:${bound}`
  const publicUrl = options.url ?? ownUrl
  const isOurOrigin = ourOrigins(bound, host, [...(options.origins ?? []), ...(options.url ? [options.url] : [])])
  const readAddress = addressReader(options.proxies ?? [])
  const mailer = new Mailer(options.mail ?? { server: null, from: words.mail.from }, store, clock, log)
  const invitations = new Invitations({ store, mailer, clock, url: publicUrl })
  const shareLinks = new ShareLinks({ store, clock, url: publicUrl })
  const starting = new Starting({ store, plans, invitations, clock, limits })
  const pictures = new PreviewPictures(new PlanReader(clock))
  const packs = new Packs({ store, rooms, plans, noteWriters, reader: new PlanReader(clock), clock })
  const removal = new Removal({ store, clock, log })
  const signIn = new SignIn({
    store,
    mailer,
    invitations,
    clock,
    secret: readSecret(data, 'sign-in-secret'),
    url: publicUrl,
  })
  const trips = new RoundTrips(store, clock)
  const passkeys = new Passkeys({ store, clock, trips, log, url: publicUrl, isGivenUrl: Boolean(options.url) })
  const companySignIn = new CompanySignIn({ all: options.companySignIns ?? [], trips, clock, log, url: publicUrl })
  const asking = new Asking({ store, sessions, mailer, clock, log, url: publicUrl })
  const sockets = new Sockets({ store, rooms, sessions, clock, limits, log, isOurOrigin, readAddress })

  // The first visitor should not wait for the thread that reads plans to start.
  if (demo) void plans.page(demo.plan).catch(() => undefined)

  let isReady = true
  store.broken.then(() => {
    isReady = false
  })
  const app = createApp({
    store,
    sessions,
    plans,
    pages,
    history,
    noteWriters,
    starting,
    packs,
    signIn,
    passkeys,
    companySignIn,
    asking,
    invitations,
    shareLinks,
    rooms,
    mailer,
    sockets,
    clock,
    limits,
    log,
    demo,
    pictures,
    url: publicUrl,
    isOurOrigin,
    readAddress,
    assets: new Assets(options.editor ?? builtEditor),
    isPublic: !isLoopback(host) || Boolean(options.url),
    isSecure: publicUrl.startsWith('https:'),
    isReady: () => isReady,
  })
  http.on('request', getRequestListener(app.fetch))
  http.on('upgrade', (request, socket, head) => void sockets.upgrade(request, socket, head))
  http.on('clientError', (_error, socket) => socket.destroy())

  let stopping: Promise<void> | undefined
  return {
    url: ownUrl,
    port: bound,
    demo: demo && {
      plan: demo.plan,
      companies: demo.companies,
      room: planRoom(demo.plan),
      links: linksOf(demo, bound),
    },
    routes: app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
    store,
    thinning,
    removal,
    rooms,
    sockets,
    broken: store.broken,
    stop() {
      stopping ??= (async () => {
        isReady = false
        pages.stop()
        http.close()
        await sockets.stop(options.stopSpread ?? 2_000)
        http.closeAllConnections()
        await rooms.idle()
        await mailer.close()
        await thinning.stop()
        await removal.stop()
        await pictures.close()
        await packs.close()
        await reader.close()
        await store.close()
      })()
      return stopping
    },
  }
}

/** One link on each name of this machine, so that one browser can hold both sessions. */
const linksOf = ({ tokens }: Demo, port: number) => ({
  vendor: `http://localhost:${port}/demo/${tokens.vendor}`,
  partner: `http://127.0.0.1:${port}/demo/${tokens.partner}`,
})

function listen(http: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return reject(new StartProblem(words.start.portInUse(port)))
      if (error.code === 'EACCES') return reject(new StartProblem(words.start.portNotAllowed(port)))
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
        return reject(new StartProblem(words.start.hostUnknown(host)))
      reject(error)
    })
    http.listen(port, host, resolve)
  })
}
