import { usePlan } from '@concord/blocks'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { type RefObject, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { words } from '../../words.ts'
import { placeInPage } from '../canvas/page-place.ts'
import { type InsertItem, matchAt, matchItems } from './insert-items.ts'
import styles from './insert-menu.module.css'
import { type InsertKeys, insertQuery, takeQuery } from './insert-trigger.ts'
import { recentItems, rememberItem } from './recent-items.ts'

interface Group {
  readonly title: string
  readonly items: readonly InsertItem[]
}

/** The menu under a slash: Blocks first, then text, filtered by what is typed behind it. */
export function InsertMenu({ editor, keys }: { editor: Editor; keys: RefObject<InsertKeys | null> }) {
  const query = useEditorState({ editor, selector: (context) => insertQuery(context.editor.state)?.text ?? null })
  return query === null ? null : <OpenMenu editor={editor} keys={keys} query={query} />
}

function OpenMenu({ editor, keys, query }: { editor: Editor; keys: RefObject<InsertKeys | null>; query: string }) {
  const session = usePlan()
  const id = useId()
  const popup = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState(0)
  const groups = useMemo(() => groupsFor(query), [query])
  const items = useMemo(() => groups.flatMap((group) => group.items), [groups])
  const at = Math.min(chosen, Math.max(0, items.length - 1))

  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter starts at its first match.
  useEffect(() => setChosen(0), [query])

  const insert = (item: InsertItem) => {
    rememberItem(item)
    session.undo.stopCapturing()
    takeQuery(editor.view)
    item.run(editor, session)
  }

  useEffect(() => {
    keys.current = (event) => {
      if (items.length === 0) return false
      if (event.key === 'ArrowDown') setChosen((at + 1) % items.length)
      else if (event.key === 'ArrowUp') setChosen((at - 1 + items.length) % items.length)
      else if (event.key === 'Enter' || event.key === 'Tab') insert(items[at]!)
      else return false
      event.preventDefault()
      return true
    }
    return () => {
      keys.current = null
    }
  })

  // The caret stays in the text: the list is announced through the text box.
  useEffect(() => {
    const { dom } = editor.view
    dom.setAttribute('aria-controls', id)
    dom.setAttribute('aria-haspopup', 'listbox')
    return () => {
      for (const name of ['aria-controls', 'aria-haspopup', 'aria-activedescendant']) dom.removeAttribute(name)
    }
  }, [editor, id])
  useEffect(() => {
    const { dom } = editor.view
    if (items[at]) dom.setAttribute('aria-activedescendant', `${id}-${at}`)
    else dom.removeAttribute('aria-activedescendant')
    const option = document.getElementById(`${id}-${at}`)
    if (list.current && option) keepInView(list.current, option)
  }, [editor, id, at, items])

  const place = usePlaceAtCaret(editor, popup, query)
  let index = -1
  return (
    <div ref={popup} className={styles.menu} style={place} data-insert-menu="">
      <div ref={list} role="listbox" id={id} aria-label={words.insert.label} className={styles.list}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot group options of a listbox.
          <div role="group" aria-label={group.title} key={group.title}>
            <p className={styles.group} aria-hidden="true">
              {group.title}
            </p>
            {group.items.map((item) => {
              index += 1
              const own = index
              return (
                <div
                  key={item.id}
                  id={`${id}-${own}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={own === at}
                  className={classNames(styles.item, own === at && styles.chosen)}
                  onPointerMove={() => setChosen(own)}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => insert(item)}
                  onKeyDown={undefined}
                >
                  <item.icon aria-hidden="true" />
                  <span className={styles.words}>
                    <Marked name={item.name} query={query} />
                    <small>{item.hint}</small>
                  </span>
                  {own === at ? <kbd>Enter</kbd> : null}
                </div>
              )
            })}
          </div>
        ))}
        {items.length === 0 ? <p className={styles.none}>{words.insert.none(query)}</p> : null}
      </div>
      <div className={styles.foot} aria-hidden="true">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {words.insert.choose}
        </span>
        <span>
          <kbd>Enter</kbd> {words.insert.insert}
        </span>
        <span>
          <kbd>Esc</kbd> {words.insert.keep}
        </span>
      </div>
    </div>
  )
}

/** Room that the name of a group takes at the upper edge of the list. */
const GROUP_PX = 32

/** Scrolls the list only: the page must stay where the reader writes. */
function keepInView(list: HTMLElement, option: HTMLElement): void {
  const top = option.offsetTop - GROUP_PX
  const bottom = option.offsetTop + option.offsetHeight + 8
  if (top < list.scrollTop) list.scrollTop = top
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight
}

function groupsFor(query: string): readonly Group[] {
  const recent = query.trim() === '' ? recentItems() : []
  const found = matchItems(query).filter((item) => !recent.includes(item))
  return [
    { title: words.insert.recent, items: recent },
    { title: words.insert.blocks, items: found.filter(({ group }) => group === 'blocks') },
    { title: words.insert.text, items: found.filter(({ group }) => group === 'text') },
  ].filter(({ items }) => items.length > 0)
}

function Marked({ name, query }: { name: string; query: string }) {
  const at = query.trim() === '' ? -1 : matchAt(name, query)
  if (at < 0) return <>{name}</>
  const end = at + query.trim().length
  return (
    <>
      {name.slice(0, at)}
      <mark>{name.slice(at, end)}</mark>
      {name.slice(end)}
    </>
  )
}

const GAP = 8
const EDGE = 8

/** Under the caret, or above it where the page ends; in the page's own coordinates, so that it scrolls along. */
function usePlaceAtCaret(editor: Editor, popup: RefObject<HTMLDivElement | null>, query: string) {
  const [place, setPlace] = useState<React.CSSProperties>({ visibility: 'hidden', left: 0, top: 0 })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter makes the menu another size.
  useLayoutEffect(() => {
    const open = insertQuery(editor.state)
    if (!popup.current || !open) return
    const box = popup.current.getBoundingClientRect()
    const slash = editor.view.coordsAtPos(open.from)
    const left = Math.max(EDGE, Math.min(slash.left, document.documentElement.clientWidth - box.width - EDGE))
    const below = slash.bottom + GAP
    const isBelow = below + box.height <= window.innerHeight - EDGE || slash.top < window.innerHeight / 2
    const top = isBelow ? below : Math.max(EDGE, slash.top - GAP - box.height)
    setPlace(placeInPage(popup.current, left, top))
  }, [editor, popup, query])
  return place
}
