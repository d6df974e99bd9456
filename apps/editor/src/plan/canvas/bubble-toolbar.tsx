import { isSafeLink } from '@concord/blocks'
import type { Editor } from '@tiptap/core'
import { NodeSelection } from '@tiptap/pm/state'
import { useEditorState } from '@tiptap/react'
import { Bold, Code, Italic, Link, type LucideIcon, Strikethrough, Unlink } from 'lucide-react'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { isChord, keyLabel } from '../../ui/keys.ts'
import { words } from '../../words.ts'
import { announce } from '../live/announcer.ts'
import styles from './bubble-toolbar.module.css'
import { placeInPage } from './page-place.ts'

const marks: readonly { name: 'bold' | 'italic' | 'strike' | 'code'; icon: LucideIcon; keys: string }[] = [
  { name: 'bold', icon: Bold, keys: 'Mod+B' },
  { name: 'italic', icon: Italic, keys: 'Mod+I' },
  { name: 'strike', icon: Strikethrough, keys: 'Mod+Shift+S' },
  { name: 'code', icon: Code, keys: 'Mod+E' },
]

/** Formatting for selected words of the text, over the selection. Alt+F10 goes to it, Esc comes back. */
export function BubbleToolbar({ editor }: { editor: Editor }) {
  const shown = useEditorState({
    editor,
    selector: ({ editor: { state, isEditable } }) => {
      const { selection } = state
      const isText = !selection.empty && !(selection instanceof NodeSelection)
      if (!isEditable || !isText || state.doc.textBetween(selection.from, selection.to, ' ').trim() === '') return null
      return { from: selection.from, to: selection.to }
    },
  })
  const [isSelecting, setSelecting] = useState(false)
  const [hasFocus, setHasFocus] = useState(true)
  const bar = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const { dom } = editor.view
    const down = () => setSelecting(true)
    const up = () => setSelecting(false)
    const focus = () => setHasFocus(editor.view.hasFocus() || bar.current?.contains(document.activeElement) === true)
    dom.addEventListener('pointerdown', down)
    window.addEventListener('pointerup', up)
    document.addEventListener('focusin', focus)
    return () => {
      dom.removeEventListener('pointerdown', down)
      window.removeEventListener('pointerup', up)
      document.removeEventListener('focusin', focus)
    }
  }, [editor])

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.altKey && event.key === 'F10') {
        event.preventDefault()
        bar.current?.querySelector<HTMLElement>('button')?.focus()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return shown && !isSelecting && hasFocus ? <Bar editor={editor} bar={bar} from={shown.from} to={shown.to} /> : null
}

function Bar({
  editor,
  bar,
  from,
  to,
}: {
  editor: Editor
  bar: React.RefObject<HTMLDivElement | null>
  from: number
  to: number
}) {
  const [isLinking, setLinking] = useState(false)
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!isChord(event, 'Mod+Shift+K')) return
      event.preventDefault()
      setLinking(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  const active = useEditorState({
    editor,
    selector: (context) => ({
      bold: context.editor.isActive('bold'),
      italic: context.editor.isActive('italic'),
      strike: context.editor.isActive('strike'),
      code: context.editor.isActive('code'),
      link: context.editor.isActive('link'),
    }),
  })
  const [place, setPlace] = useState<React.CSSProperties>({ visibility: 'hidden', left: 0, top: 0 })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form of a link makes the bar another size.
  useLayoutEffect(() => {
    if (!bar.current) return
    const box = bar.current.getBoundingClientRect()
    const start = editor.view.coordsAtPos(from)
    const end = editor.view.coordsAtPos(to)
    const middle = start.top === end.top ? (start.left + end.right) / 2 : start.left + 80
    const left = Math.max(8, Math.min(middle - box.width / 2, document.documentElement.clientWidth - box.width - 8))
    const above = start.top - box.height - 8
    setPlace(placeInPage(bar.current, left, above < 56 ? end.bottom + 8 : above))
  }, [editor, from, to, isLinking, bar])

  const toggle = (name: (typeof marks)[number]['name']) => {
    editor.chain().focus().toggleMark(name).run()
    const words_ = words.toolbar
    announce(editor.isActive(name) ? words_.on(words_[name]) : words_.off(words_[name]))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      setLinking(false)
      editor.commands.focus()
    }
    if (isLinking || (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft')) return
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
    const at = buttons.indexOf(document.activeElement as HTMLElement)
    const step = event.key === 'ArrowRight' ? 1 : -1
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
    event.preventDefault()
  }

  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={words.toolbar.label}
      className={styles.bar}
      style={place}
      onKeyDown={onKeyDown}
      data-pane="toolbar"
    >
      {isLinking ? (
        <LinkForm editor={editor} onDone={() => setLinking(false)} />
      ) : (
        <>
          {marks.map(({ name, icon: Icon, keys }) => (
            <IconButton
              key={name}
              label={words.toolbar[name]}
              keys={keyLabel(keys)}
              tooltipSide="top"
              aria-pressed={active[name]}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => toggle(name)}
            >
              <Icon aria-hidden="true" />
            </IconButton>
          ))}
          <span className={styles.divider} />
          <IconButton
            label={words.toolbar.link}
            keys={keyLabel('Mod+Shift+K')}
            tooltipSide="top"
            aria-pressed={active.link}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => setLinking(true)}
          >
            <Link aria-hidden="true" />
          </IconButton>
        </>
      )}
    </div>
  )
}

function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const now = String(editor.getAttributes('link').href ?? '')
  const [address, setAddress] = useState(now)
  const [isInvalid, setInvalid] = useState(false)
  const apply = () => {
    const typed = address.trim()
    const full = /^[a-z][a-z0-9+.-]*:/i.test(typed)
      ? typed
      : typed.includes('@')
        ? `mailto:${typed}`
        : `https://${typed}`
    if (typed === '' || !isSafeLink(full)) return setInvalid(true)
    editor.chain().focus().extendMarkRange('link').setLink({ href: full }).run()
    onDone()
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <input
        ref={(input) => input?.focus()}
        className={styles.input}
        value={address}
        aria-label={words.toolbar.link}
        aria-invalid={isInvalid || undefined}
        placeholder={words.toolbar.linkPlaceholder}
        title={isInvalid ? words.toolbar.linkInvalid : undefined}
        onChange={(event) => {
          setAddress(event.target.value)
          setInvalid(false)
        }}
      />
      <Button size="small" type="submit">
        {words.toolbar.linkApply}
      </Button>
      {now ? (
        <IconButton
          label={words.toolbar.linkRemove}
          size="small"
          tooltipSide="top"
          onClick={() => {
            editor.chain().focus().extendMarkRange('link').unsetLink().run()
            onDone()
          }}
        >
          <Unlink aria-hidden="true" />
        </IconButton>
      ) : null}
      {isInvalid ? (
        <span role="alert" className={styles.invalid}>
          {words.toolbar.linkInvalid}
        </span>
      ) : null}
    </form>
  )
}
