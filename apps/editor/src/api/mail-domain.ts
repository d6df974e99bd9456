/**
 * The part of an address that says where it is from, in the form that mail knows, which shows letters that only look
 * like others; undefined while it is not complete.
 */
export function domainOf(mail: string): string | undefined {
  const typed = /@([^\s@]+\.[^\s@]+)$/.exec(mail.trim().toLowerCase())?.[1]
  const url = typed && URL.parse(`https://${typed}`)
  return url && url.pathname === '/' && url.port === '' ? url.hostname : typed
}
