import { type ErrorCode, type ErrorResponse, errorTable } from '@concord/schema'
import { words } from '../words.ts'

interface Detail {
  /** Words for this very case, where those of the code would not help. */
  readonly message?: string
  /** The part of the request that is wrong. */
  readonly field?: string
  readonly retryAfterSeconds?: number
  /** Until when what was deleted can be brought back, milliseconds since 1970. */
  readonly undoUntil?: number
}

/** A request is refused with a code of the error table. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ErrorCode
  readonly detail: Detail

  constructor(code: ErrorCode, detail: Detail = {}) {
    super(code)
    this.code = code
    this.detail = detail
  }
}

/** The body and headers of a refusal; `reference` is the one in the log. */
export function refusalResponse({ code, detail }: Refusal, reference: string): Response {
  const body: ErrorResponse = { error: { code, message: words.errors[code], ...detail, reference } }
  return Response.json(body, {
    status: errorTable[code].http,
    headers: detail.retryAfterSeconds ? { 'retry-after': String(detail.retryAfterSeconds) } : {},
  })
}
