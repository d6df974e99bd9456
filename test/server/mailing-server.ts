import type { RunningServer, ServerOptions } from '@concord/sync-server'
import type { ParsedMail } from 'mailparser'
import { onTestFinished } from 'vitest'
import { type MailSink, openMailSink } from '../support/mail-sink.ts'
import { aServer } from './support.ts'

export const ANA = 'ana.moreno@halvern.example'
export const MINUTE = 60_000

/** A server whose mails go to a real mail server. */
export async function aMailingServer(
  options: Partial<ServerOptions> = {},
): Promise<{ server: RunningServer; sink: MailSink }> {
  const sink = await openMailSink()
  onTestFinished(() => sink.close())
  const mail = { server: sink.server, from: 'Concord <plans@concord.example>' }
  return { server: await aServer({ mail, ...options }), sink }
}

export const codeIn = (mail: ParsedMail): string => /^\d{6}$/m.exec(mail.text ?? '')![0]
export const tokenIn = (mail: ParsedMail): string => /\/sign-in\/open#([\w-]+)/.exec(mail.text ?? '')![1]!
/** A code that is not this one. */
export const another = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
