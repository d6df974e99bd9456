/** What a client may do after an error. */
export type Retry = 'no' | 'afterSignIn' | 'afterReading' | 'afterReload' | 'later' | 'laterSpread'

interface ErrorEntry {
  /** HTTP status. */
  readonly http: number
  /** Websocket close code; absent where a socket stays open. */
  readonly close?: number
  readonly retry: Retry
}

/**
 * Every way Concord says no, over HTTP and over sockets. The table is closed: a new code is a change of the wire.
 * Close codes 4400..4499 tell a stock client to stop; all others tell it to come back.
 */
export const errorTable = {
  badRequest: { http: 400, close: 4400, retry: 'no' },
  badFrame: { http: 400, close: 4400, retry: 'no' },
  signInNeeded: { http: 401, close: 4401, retry: 'afterSignIn' },
  notAllowed: { http: 403, close: 4403, retry: 'no' },
  notFound: { http: 404, close: 4404, retry: 'no' },
  stale: { http: 409, retry: 'afterReading' },
  tooLarge: { http: 413, close: 1009, retry: 'no' },
  editorTooOld: { http: 426, retry: 'afterReload' },
  limitReached: { http: 429, close: 1013, retry: 'later' },
  storeUnavailable: { http: 503, close: 1013, retry: 'later' },
  restarting: { http: 503, close: 1012, retry: 'laterSpread' },
} as const satisfies Record<string, ErrorEntry>

/** A code of the closed error table. */
export type ErrorCode = keyof typeof errorTable

/** An error that can end a socket. */
export type ClosingCode = { [C in ErrorCode]: (typeof errorTable)[C] extends { close: number } ? C : never }[ErrorCode]

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(errorTable, value)
