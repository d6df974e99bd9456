import {
  type BlockId,
  deletionResponse,
  type ErrorCode,
  type ErrorResponse,
  errorResponse,
  type FieldPath,
  factsResponse,
  fieldChangesResponse,
  type InvitationRequest,
  keysResponse,
  type MemberRequest,
  membersResponse,
  noteWritersResponse,
  planResponse,
  plansResponse,
  revisionResponse,
  type ShareLinkRequest,
  type StartRequest,
  sessionResponse,
  shareLinkMade,
  shareLinksResponse,
  startResponse,
} from '@concord/schema'

/** The server said no; `message` is in the reader's words, `reference` also in the server's log. */
export class ApiError extends Error {
  readonly code: ErrorCode
  readonly reference: string
  /** The part of the request that is wrong; null where none is named. */
  readonly field: string | null
  /** Of a deleted plan: until when it can be brought back, milliseconds since 1970. */
  readonly undoUntil: number | null
  constructor({ code, message, reference, field, undoUntil }: ErrorResponse['error']) {
    super(message)
    this.code = code
    this.reference = reference
    this.field = field ?? null
    this.undoUntil = undoUntil ?? null
  }
}

/** No answer came: no connection, or the server is away. */
export class Unreachable extends Error {}

/** Longest wait for an answer before the device's own copy is used instead. */
const PATIENCE_MS = 8000

interface Schema<T> {
  parse(value: unknown): T
}

async function ask<T>(schema: Schema<T>, path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`/api/${path}`, {
    ...init,
    credentials: 'same-origin',
    signal: init.signal
      ? AbortSignal.any([init.signal, AbortSignal.timeout(PATIENCE_MS)])
      : AbortSignal.timeout(PATIENCE_MS),
  }).catch((cause: unknown) => {
    throw new Unreachable(undefined, { cause })
  })
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return schema.parse(body)
  const refusal = errorResponse.safeParse(body)
  // A proxy between here and the server answers in its own words: that is no decision of Concord's.
  if (!refusal.success) throw new Unreachable(`${response.status}`)
  const { code, message } = refusal.data.error
  if (code === 'restarting' || code === 'storeUnavailable') throw new Unreachable(message)
  throw new ApiError(refusal.data.error)
}

const send = (method: 'POST' | 'PATCH' | 'DELETE', body: unknown, key: string = crypto.randomUUID()): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', 'idempotency-key': key },
  body: JSON.stringify(body),
})

const at = encodeURIComponent

/** An answer that holds nothing but that it was done. */
const done: Schema<void> = { parse: () => undefined }

/** The HTTP API. Every call rejects with {@link ApiError} for a refusal and with {@link Unreachable} for silence. */
export const api = {
  session: () => ask(sessionResponse, 'session'),
  plans: () => ask(plansResponse, 'plans'),
  /** Starts a plan; `key` makes pressing twice harmless. */
  start: (request: StartRequest, key: string) => ask(startResponse, 'plans', send('POST', request, key)),
  copy: (plan: string, title: string, key: string) =>
    ask(startResponse, `plans/${at(plan)}/copies`, send('POST', { title }, key)),
  archive: (plan: string, isArchived: boolean) => ask(done, `plans/${at(plan)}`, send('PATCH', { isArchived })),
  /** Deletes the plan, or proposes it where the other company has to agree. */
  deletePlan: (plan: string) => ask(deletionResponse, `plans/${at(plan)}`, send('DELETE', {})),
  /** Withdraws such a proposal, or brings a deleted plan back. */
  keepPlan: (plan: string) => ask(done, `plans/${at(plan)}/deletion`, send('DELETE', {})),
  plan: (plan: string) => ask(planResponse, `plans/${at(plan)}`),
  /** Facts newer than `since`; the answer has none when nothing changed. */
  facts: (plan: string, since?: number) =>
    ask(factsResponse, `plans/${at(plan)}/facts${since === undefined ? '' : `?since=${since}`}`),
  /** What both sides signed as one version. */
  revision: (plan: string, version: number) => ask(revisionResponse, `plans/${at(plan)}/revisions/${version}`),
  /** The last changes of one register or cell, as saved. */
  changes: (plan: string, block: BlockId, path: FieldPath, signal: AbortSignal) =>
    ask(fieldChangesResponse, `plans/${at(plan)}/changes?block=${at(block)}&path=${at(path)}`, { signal }),
  /** Who wrote the private notes of my side. */
  noteWriters: (plan: string) => ask(noteWritersResponse, `plans/${at(plan)}/notes`),
  /** Gives keys to Blocks and rows of the saved plan that lack one; safe to repeat. */
  keys: (plan: string) => ask(keysResponse, `plans/${at(plan)}/keys`, send('POST', {})),
  /** Who can open the plan, and who was invited. */
  members: (plan: string) => ask(membersResponse, `plans/${at(plan)}/members`),
  invite: (plan: string, request: InvitationRequest) =>
    ask(done, `plans/${at(plan)}/invitations`, send('POST', request)),
  withdraw: (plan: string, invitation: string) =>
    ask(done, `plans/${at(plan)}/invitations/${at(invitation)}`, send('DELETE', {})),
  /** Says no to somebody who asks to be let in. */
  declineAccess: (plan: string, request: string) =>
    ask(done, `plans/${at(plan)}/access-requests/${at(request)}`, send('DELETE', {})),
  changeMember: (plan: string, member: string, request: MemberRequest) =>
    ask(done, `plans/${at(plan)}/members/${at(member)}`, send('PATCH', request)),
  /** The links that open the plan now. */
  shareLinks: (plan: string) => ask(shareLinksResponse, `plans/${at(plan)}/share-links`),
  makeShareLink: (plan: string, request: ShareLinkRequest) =>
    ask(shareLinkMade, `plans/${at(plan)}/share-links`, send('POST', request)),
  endShareLink: (plan: string, link: string) =>
    ask(done, `plans/${at(plan)}/share-links/${at(link)}`, send('DELETE', {})),
  setPreview: (plan: string, isOn: boolean) => ask(done, `plans/${at(plan)}/preview`, send('PATCH', { isOn })),
  endMembership: (plan: string, member: string) =>
    ask(done, `plans/${at(plan)}/members/${at(member)}`, send('DELETE', {})),
}

/** Where an owner downloads everything his side may see of a plan. */
export const packAddress = (plan: string): string => `/api/plans/${at(plan)}/pack`
