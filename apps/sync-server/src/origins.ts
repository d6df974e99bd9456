const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

export const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host)

/**
 * Whether a page of this origin is one of ours. Its host must also be the one that is asked, so that the page of one
 * company's name cannot use the other's session.
 */
export function ourOrigins(port: number, host: string, further: readonly string[]) {
  const own = [...loopbackNames, ...(isLoopback(host) ? [] : [host])].map((name) => `http://${name}:${port}`)
  const allowed: ReadonlySet<string> = new Set([...own, ...further])
  return (origin: string, asked: string | undefined): boolean => {
    if (!allowed.has(origin)) return false
    // An origin that was added by name stands for a proxy, which may ask under another host.
    return further.includes(origin) || URL.parse(origin)?.host === asked
  }
}
