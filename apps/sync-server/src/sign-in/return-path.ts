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
