const LONGEST = 300

/**
 * The path on this server that somebody wanted, with the block it points at; `/` for anything else. A path that a
 * browser could read as another server's address, as `//elsewhere` or `/\elsewhere`, is not one of ours.
 */
export function readReturnPath(wanted: unknown, block: unknown = ''): string {
  if (typeof wanted !== 'string' || wanted.length > LONGEST) return '/'
  const [path = '', ...rest] = wanted.split('#')
  if (!/^\/(?![/\\])[\w\-./]*$/.test(path) || path.includes('//') || path.includes('..')) return '/'
  const place = [block, `#${rest.join('#')}`].find((each) => typeof each === 'string' && /^#[\w-]{1,80}$/.test(each))
  return path + (place ?? '')
}

/** True for the address of a plan or of anything in it. */
export const leadsInto = (path: string, plan: string): boolean => /^\/p\/([^/?#]+)/.exec(path)?.[1] === plan

/** The same where it leads into the plan, else the plan itself, with the block if there is one. */
export function readPathInto(plan: string, wanted: unknown, block: unknown = ''): string {
  const path = readReturnPath(wanted, block)
  return leadsInto(path, plan) ? path : readReturnPath(`/p/${plan}`, block)
}
