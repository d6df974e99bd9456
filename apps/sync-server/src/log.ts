import { type DestinationStream, type Logger, pino } from 'pino'

/** Structured log. It never holds content, tokens, cookies or addresses of people. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'

/** Writes JSON lines to standard error, which is free of what scripts read. */
export const createLog = (level: LogLevel, to: DestinationStream = process.stderr): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['token', 'cookie', 'url'] }, to)

export const silentLog: Log = pino({ level: 'silent' })
