import { kitWords } from '../../words.ts'
import type { Codec } from './codec.ts'

const safe = /^(https?:\/\/|mailto:)[^\s<>"']+$/i

/** A web or mail address. A bare domain gets https://, an address with @ gets mailto:; anything else is refused. */
export const linkCodec: Codec<string> = {
  inputMode: 'url',
  align: 'start',
  format: (link) => link,
  parse: (typed) => {
    const text = typed.trim()
    if (text === '') return { value: null }
    const scheme = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^(localhost|[^/@:]+\.[^/@:]+):\d+(\/|$)/i.test(text)
    const link = scheme ? text : /^[^\s/@]+@[^\s/@]+\.[^\s/@]+$/.test(text) ? `mailto:${text}` : `https://${text}`
    return safe.test(link) && (scheme || /[.:]/.test(text)) ? { value: link } : { problem: kitWords.link.unreadable }
  },
}

/** True for an address that may be opened from the page. */
export const isSafeLink = (link: string): boolean => safe.test(link)
