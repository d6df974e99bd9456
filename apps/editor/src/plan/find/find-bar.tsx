import { usePlan } from '@concord/blocks'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { words } from '../../words.ts'
import { clear, elementOf, findAll, type Match, paint, reveal } from './find.ts'
import styles from './find-bar.module.css'

const AGAIN_MS = 250

/** Finds words in the whole plan, in text and fields alike. */
export default function FindBar({ onClose }: { onClose: () => void }) {
  const session = usePlan()
  const [query, setQuery] = useState('')
  const [matches, setMatches] = useState<readonly Match[]>([])
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const before = useRef(document.activeElement)

  const search = useCallback((text: string) => {
    const root = document.getElementById('plan')
    return root ? findAll(root, text) : []
  }, [])

  useEffect(() => {
    input.current?.focus()
    const refocus = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === 'f') input.current?.select()
    }
    document.addEventListener('keydown', refocus)
    return () => {
      document.removeEventListener('keydown', refocus)
      clear()
    }
  }, [])

  // The plan changes while one searches: others type, cards are drawn anew.
  useEffect(() => {
    if (query === '') return
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = session.subscribe(() => {
      clearTimeout(timer)
      timer = setTimeout(() => setMatches(search(query)), AGAIN_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [session, query, search])

  const current = matches[Math.min(at, matches.length - 1)]
  useEffect(() => paint(matches, current), [matches, current])

  const type = (text: string) => {
    const found = search(text)
    setQuery(text)
    setMatches(found)
    const first = found.findIndex((match) => (elementOf(match)?.getBoundingClientRect().top ?? -1) >= 56)
    const next = Math.max(0, first)
    setAt(next)
    if (found[next]) reveal(found[next])
  }
  const step = (by: 1 | -1) => {
    if (matches.length === 0) return
    const next = (Math.min(at, matches.length - 1) + by + matches.length) % matches.length
    setAt(next)
    reveal(matches[next]!)
  }
  const close = () => {
    onClose()
    const element = current ? elementOf(current) : null
    const field = element?.closest('[class]')?.parentElement?.querySelector<HTMLElement>('textarea, input')
    const target = field ?? (before.current instanceof HTMLElement ? before.current : null)
    target?.focus({ preventScroll: true })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <search className={styles.bar} aria-label={words.find.label} onKeyDown={onKeyDown}>
      <input
        ref={input}
        className={styles.input}
        value={query}
        onChange={(event) => type(event.target.value)}
        placeholder={words.find.placeholder}
        aria-label={words.find.label}
        spellCheck={false}
      />
      <span className={styles.count} role="status">
        {query === '' ? '' : words.find.count(Math.min(at, matches.length - 1) + 1, matches.length)}
      </span>
      <IconButton label={words.find.previous} keys="Shift+Enter" size="small" onClick={() => step(-1)}>
        <ChevronUp aria-hidden="true" />
      </IconButton>
      <IconButton label={words.find.next} keys="Enter" size="small" onClick={() => step(1)}>
        <ChevronDown aria-hidden="true" />
      </IconButton>
      <IconButton label={words.find.close} keys="Esc" size="small" onClick={close}>
        <X aria-hidden="true" />
      </IconButton>
    </search>
  )
}
