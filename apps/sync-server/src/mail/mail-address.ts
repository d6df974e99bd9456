import { domainToASCII } from 'node:url'
import * as z from 'zod'

/** A mail address as Concord keeps it. */
export interface MailAddress {
  /** Where mail is sent: lower case, the domain in its ASCII form. */
  readonly mail: string
  /** The same without a +tag: two addresses with one mailbox are one person. */
  readonly mailbox: string
  readonly domain: string
}

const LONGEST = 254
const shape = z.email()

/**
 * Reads what somebody typed as a mail address; null when mail could not reach it. Letters outside ASCII are refused
 * before the @, because look-alikes would otherwise be somebody else; a domain is kept in the form that shows them.
 */
export function readMailAddress(typed: string): MailAddress | null {
  const plain = typed.trim().toLowerCase()
  if (plain.length > LONGEST || plain.includes('\u0000')) return null
  const at = plain.lastIndexOf('@')
  const local = plain.slice(0, at)
  const domain = domainToASCII(plain.slice(at + 1))
  const mail = `${local}@${domain}`
  if (at < 1 || domain === '' || !shape.safeParse(mail).success) return null
  return { mail, mailbox: `${local.replace(/(?<=.)\+.*/, '')}@${domain}`, domain }
}
