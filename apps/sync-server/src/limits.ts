import * as z from 'zod'

const positive = z.number().int().positive()

/** Every limit of the server in one table. Sizes are bytes, times milliseconds unless the name says otherwise. */
export const limitsSchema = z.strictObject({
  /** One websocket message, whatever it holds. */
  message: positive.default(2 * 1024 * 1024),
  /** A plan as kept. */
  plan: positive.default(8 * 1024 * 1024),
  /** One person's presence. */
  presence: positive.default(8 * 1024),
  /** Times a second one person's presence is told to the others. */
  presencePerSecond: positive.default(30),
  /** Messages a second of one connection; above it the socket is read more slowly. */
  messagesPerSecond: positive.default(1_000),
  /** Messages a connection may send at once before that counts. */
  messageBurst: positive.default(4_000),
  structsPerMessage: positive.default(20_000),
  clientsPerMessage: positive.default(200),
  /** Y types inside each other. */
  nesting: positive.default(100),
  /** Client ids a connection may be the first to use. */
  newClients: positive.default(8),
  /** The same up to its first answer, which may come in pieces: days offline leave one for each time the page was opened. */
  newClientsAtFirst: positive.default(64),
  /** Questions for what a client lacks, at once and per second. */
  answerBurst: positive.default(20),
  answersPerSecond: positive.default(2),
  /** Frames of a connection that may wait for the answer they hang on. */
  owedFrames: positive.default(10_000),
  /** Bytes in line for the disk above which all sockets are read more slowly. */
  inLine: positive.default(16 * 1024 * 1024),
  socketsPerPerson: positive.default(20),
  socketsPerAddress: positive.default(200),
  /** Unsent bytes of one connection above which it gets no live updates until it has read them. */
  unsent: positive.default(1024 * 1024),
  /** How long such a connection may take before it is closed. */
  unsentFor: positive.default(60_000),
  /** Plans that one person starts or copies. */
  plansPerMinute: positive.default(5),
  /** Invitations mailed for one plan. */
  invitationsPerHour: positive.default(40),
  /** Share links that open one plan at a time. */
  shareLinks: positive.default(50),
  /** One HTTP request body. */
  body: positive.default(256 * 1024),
})

export type Limits = z.infer<typeof limitsSchema>

export const defaultLimits: Limits = limitsSchema.parse({})

/** Limits that were set higher than they are by themselves: whoever runs the server should see them at start. */
export const raisedLimits = (limits: Limits): (keyof Limits)[] =>
  (Object.keys(defaultLimits) as (keyof Limits)[]).filter((name) => limits[name] > defaultLimits[name])
