import type { ShareLinkMade, ShareLinkRequest, ShareLinksResponse, Side } from '@concord/schema'
import { type RunningServer, type ServerOptions, startServer } from '@concord/sync-server'
import { afterAll, beforeAll, expect } from 'vitest'
import { FormBrowser } from '../support/form-browser.ts'
import { type MailSink, openMailSink } from '../support/mail-sink.ts'
import { FakeClock } from './fake-clock.ts'
import { aDataFolder, cookieOf, eventually, linkOf, planOf } from './support.ts'

/** What a link is made with unless a test says otherwise: for anyone, to read, 90 days, no password. */
export const aWish = (over: Partial<ShareLinkRequest> = {}): ShareLinkRequest => ({
  role: 'viewer',
  audience: 'anyone',
  domains: [],
  days: 90,
  password: null,
  ...over,
})

/** One Concord for all tests of a file, whose owners share its plan by links; its clock stands still, its log is kept. */
export class ShareDesk {
  readonly clock = new FakeClock()
  readonly logged: string[] = []
  readonly folder = aDataFolder()
  server!: RunningServer
  sink!: MailSink

  constructor(options: Partial<ServerOptions> = {}) {
    beforeAll(async () => {
      this.sink = await openMailSink()
      const note = (...said: unknown[]) => void this.logged.push(JSON.stringify(said))
      const log = { debug: note, info: note, warn: note, error: note, fatal: note } as unknown as NonNullable<
        ServerOptions['log']
      >
      const mail = { server: this.sink.server, from: 'Concord <plans@concord.example>' }
      const { clock } = this
      this.server = await startServer({ data: this.folder.path, stopSpread: 0, clock, log, mail, ...options })
    })
    afterAll(async () => {
      await this.server.stop()
      await this.sink.close()
      this.folder.remove()
    })
  }

  /** Where the plan is. */
  get page(): string {
    return `/p/${planOf(this.server)}`
  }

  /** A new session of a side's owner: time passes quickly here, and sessions end. */
  readonly cookieFor = (side: Side): Promise<string> => cookieOf(linkOf(this.server, side))

  /** Asks the API of the plan with the cookies given. */
  readonly ask = async <T>(
    cookie: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: T }> => {
    const response = await fetch(`${this.server.url}/api/plans/${planOf(this.server)}${path}`, {
      method,
      headers: { cookie, ...(method !== 'GET' && { 'content-type': 'application/json' }) },
      ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
    })
    return { status: response.status, body: (await response.json()) as T }
  }

  /** A link made by the owner of a side: its id, its path, and the browser of somebody who was sent it. */
  readonly aLink = async (over: Partial<ShareLinkRequest> = {}, side: Side = 'vendor') => {
    const made = await this.ask<ShareLinkMade>(await this.cookieFor(side), 'POST', '/share-links', aWish(over))
    expect(made.status).toBe(201)
    const path = new URL(made.body.url).pathname
    return { id: made.body.id, path, token: path.slice('/l/'.length), browser: new FormBrowser(this.server.url) }
  }

  readonly linksSeenBy = async (side: Side) =>
    (await this.ask<ShareLinksResponse>(await this.cookieFor(side), 'GET', '/share-links')).body.links

  readonly end = async (id: string, side: Side) => this.ask(await this.cookieFor(side), 'DELETE', `/share-links/${id}`)

  /** Signs a browser in by the code of a mail; answers where that leads. */
  readonly signIn = async (browser: FormBrowser, mail: string, to = '/'): Promise<string | null> => {
    const codes = () => this.sink.mails.flatMap(({ text = '' }) => /^\d{6}$/m.exec(text) ?? [])
    const before = codes().length
    await browser.post('/sign-in', { mail, to })
    await eventually(() => {
      this.clock.advance(1)
      return codes().length > before
    })
    const code = codes().at(-1)!
    return (await browser.post('/sign-in/code', { mail, code })).location
  }
}
