import { CardSlots, lazyPart, loadCards, planExtensions, useCanWrite, usePlan } from '@concord/blocks'
import { Editor } from '@tiptap/core'
import { Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { InsertMenu } from '../insert/insert-menu.tsx'
import { type InsertKeys, insertTrigger } from '../insert/insert-trigger.ts'
import { BubbleToolbar } from './bubble-toolbar.tsx'
import styles from './canvas.module.css'
import { PlusButton } from './plus-button.tsx'
import './prose.css'
import { glanceOf } from '../outline/glance.ts'
import { statusNote } from '../outline/outline.ts'
import { staticCard } from '../static-plan.ts'
import { planEditor } from './plan-editor.ts'
import { sectionMarks, setSectionNotes } from './section-marks.ts'

const Cards = lazyPart(loadCards)

export interface CanvasProps {
  /** Whether the cards, and what stands around the text, are drawn. */
  readonly hasTools: boolean
  /** The text is on the page. */
  readonly onReady: () => void
  /** Cards can be drawn from now on. */
  readonly onCards: () => void
}

/**
 * The body of the plan: text and cards on one column. Mounted once, after the plan has arrived; what stands around the
 * text is drawn when the rest of the page is.
 */
export function Canvas({ hasTools, onReady, onCards }: CanvasProps) {
  const session = usePlan()
  const canWrite = useCanWrite()
  const [slots] = useState(() => new CardSlots())
  const insertKeys = useRef<InsertKeys | null>(null)
  const mayWrite = useRef(canWrite)
  const place = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)

  // Drawn once: asked for the selection while it is being made, the browser would lay the text out without its styles.
  useLayoutEffect(() => {
    const element = document.createElement('div')
    const made = new Editor({
      element,
      extensions: [
        ...planExtensions({ session, slots }),
        sectionMarks(() => mayWrite.current),
        insertTrigger(insertKeys),
      ],
      editable: mayWrite.current,
      injectCSS: false,
      editorProps: {
        attributes: { spellcheck: 'true' },
        scrollThreshold: 80,
        scrollMargin: 96,
      },
      onCreate: () => onReady(),
    })
    planEditor.current = made
    planEditor.cards = slots
    slots.meanwhile(staticCard)
    place.current?.append(element)
    setEditor(made)
    return () => {
      planEditor.current = null
      planEditor.cards = null
      made.destroy()
      element.remove()
    }
  }, [session, slots, onReady])

  useEffect(() => {
    mayWrite.current = canWrite
    if (editor && editor.isEditable !== canWrite) editor.setEditable(canWrite)
  }, [editor, canWrite])

  useEffect(() => {
    if (!editor || !hasTools) return
    const glance = glanceOf(session)
    return glance.subscribe(() => {
      const sections = glance.outline().filter(({ number }) => number !== null)
      setSectionNotes(editor.view, sections.map(statusNote))
    })
  }, [editor, session, hasTools])

  return (
    <div className={styles.body}>
      <div ref={place} />
      {hasTools ? (
        <Suspense fallback={null}>
          <Cards slots={slots} onHere={onCards} />
        </Suspense>
      ) : null}
      {editor && hasTools && canWrite ? (
        <>
          <PlusButton editor={editor} />
          <InsertMenu editor={editor} keys={insertKeys} />
          <BubbleToolbar editor={editor} />
        </>
      ) : null}
    </div>
  )
}
