import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A real mail server that keeps what it is given. */
export interface MailSink {
  /** Its address as CONCORD_SMTP takes it. */
  readonly server: string
  readonly mails: readonly ParsedMail[]
  /** The newest mail to an address, or the newest that says something, once it has come. */
  mailTo(address: string, says?: RegExp): Promise<ParsedMail>
  /** Answers every mail with this reply from now on; null takes mails again. */
  refuseWith(reply: { code: number; text: string } | null): void
  close(): Promise<void>
}

export const recipientOf = (mail: ParsedMail): string =>
  [mail.to].flat().flatMap((each) => each?.value ?? [])[0]?.address ?? ''

export async function openMailSink(): Promise<MailSink> {
  const mails: ParsedMail[] = []
  const waiting = new Set<() => void>()
  let refusal: { code: number; text: string } | null = null
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        if (refusal) return done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }))
        mails.push(mail)
        done()
        for (const look of waiting) look()
      }, done)
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  const newest = (address: string, says: RegExp) =>
    mails.findLast((mail) => recipientOf(mail) === address && says.test(mail.text ?? ''))
  return {
    server: `smtp://127.0.0.1:${port}`,
    mails,
    mailTo: (address, says = /^/) =>
      new Promise((resolve) => {
        const look = () => {
          const mail = newest(address, says)
          if (!mail) return
          waiting.delete(look)
          resolve(mail)
        }
        waiting.add(look)
        look()
      }),
    refuseWith(reply) {
      refusal = reply
    },
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  }
}
