import { useCanWrite, usePlan } from '@concord/blocks'
import { ChevronDown, ChevronUp, Replace, X } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { keyLabel } from '../../ui/keys.ts'
import { words } from '../../words.ts'
import { planEditor } from '../canvas/plan-editor.ts'
import { clear, elementOf, findAll, type Match, paint, reveal } from './find.ts'
import styles from './find-bar.module.css'
import { replaceAll } from './replace.ts'

const AGAIN_MS = 250

interface FindBarProps {
  readonly mode: 'find' | 'replace'
  onMode(mode: 'find' | 'replace'): void
  onClose(): void
}

/** Finds words in the whole plan, in text and fields alike, and puts others in their place. */
export default function FindBar({ mode, onMode, onClose }: FindBarProps) {
  const session = usePlan()
  const canWrite = useCanWrite()
  const [query, setQuery] = useState('')
  const [matches, setMatches] = useState<readonly Match[]>([])
  const [at, setAt] = useState(0)
  const [replacement, setReplacement] = useState('')
  const [said, setSaid] = useState<string | null>(null)
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
    setSaid(null)
    setMatches(found)
    const first = found.findIndex((match) => (elementOf(match)?.getBoundingClientRect().top ?? -1) >= 56)
    const next = Math.max(0, first)
    setAt(next)
    if (found[next]) reveal(found[next])
  }
  const replace = (which: readonly Match[]) => {
    const editor = planEditor.current
    if (!editor || which.length === 0) return
    const count = replaceAll(which, replacement, editor, session)
    const left = search(query)
    setMatches(left)
    setSaid(which.length === 1 && count === 0 ? words.find.notHere : words.find.replaced(count))
    // What is next has moved into the place of what was replaced; what could not be replaced is stepped over.
    const next = left[Math.min(count === 0 ? at + 1 : at, left.length - 1)]
    if (next) {
      setAt(left.indexOf(next))
      reveal(next)
    }
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
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) step(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <search className={styles.bar} aria-label={words.find.label} onKeyDown={onKeyDown}>
      <div className={styles.row}>
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
        {canWrite ? (
          <IconButton
            label={words.find.replaceToo}
            keys={keyLabel('Mod+H')}
            size="small"
            aria-pressed={mode === 'replace'}
            onClick={() => onMode(mode === 'replace' ? 'find' : 'replace')}
          >
            <Replace aria-hidden="true" />
          </IconButton>
        ) : null}
        <IconButton label={words.find.close} keys="Esc" size="small" onClick={close}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      {mode === 'replace' && canWrite ? (
        <div className={styles.row}>
          <input
            className={styles.input}
            value={replacement}
            onChange={(event) => setReplacement(event.target.value)}
            placeholder={words.find.with}
            aria-label={words.find.with}
          />
          <Button size="small" disabled={!current} onClick={() => current && replace([current])}>
            {words.find.replace}
          </Button>
          <Button
            size="small"
            disabled={!current}
            aria-label={words.find.replaceEvery}
            onClick={() => replace(matches)}
          >
            {words.find.replaceAll}
          </Button>
        </div>
      ) : null}
      <p className={styles.said} role="status">
        {said}
      </p>
    </search>
  )
}
