import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { words } from '../../words.ts'
import { openInsert } from '../insert/insert-trigger.ts'
import styles from './plus-button.module.css'

/** A "+" in the left gutter beside the line under the pointer, or beside the empty line with the caret. */
export function PlusButton({ editor }: { editor: Editor }) {
  const [top, setTop] = useState<number | null>(null)
  const line = useRef<Element | null>(null)
  const button = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const { dom } = editor.view
    const beside = (element: Element | null) => {
      line.current = element
      const parent = button.current?.offsetParent
      if (!element || !parent) return setTop(null)
      const box = element.getBoundingClientRect()
      const height = Math.min(box.height, Number.parseFloat(getComputedStyle(element).lineHeight) || 26)
      setTop(box.top - parent.getBoundingClientRect().top + height / 2 - 12)
    }
    const lineOf = (target: EventTarget | null): Element | null => {
      const element = target instanceof Element ? target : null
      const top = element?.closest('.ProseMirror > *') ?? null
      return top && dom.contains(top) && !top.classList.contains('plan-block') ? top : null
    }
    const onPointer = (event: PointerEvent) => {
      if (button.current?.contains(event.target as Node)) return
      const found = lineOf(event.target)
      if (found) beside(found)
      else if (!isNear(event, line.current)) beside(emptyLineAtCaret(editor))
    }
    const onCaret = () => {
      const empty = emptyLineAtCaret(editor)
      if (empty) beside(empty)
      else if (line.current && !line.current.matches(':hover')) beside(null)
    }
    document.addEventListener('pointermove', onPointer, { passive: true })
    editor.on('selectionUpdate', onCaret)
    editor.on('blur', onCaret)
    return () => {
      document.removeEventListener('pointermove', onPointer)
      editor.off('selectionUpdate', onCaret)
      editor.off('blur', onCaret)
    }
  }, [editor])

  const open = () => {
    const element = line.current
    if (!element?.isConnected) return
    const at = editor.view.posAtDOM(element, 0)
    const end = editor.state.doc.resolve(at).end()
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.near(editor.state.doc.resolve(end), -1)))
    openInsert(editor.view)
  }

  return (
    <div ref={button} className={styles.plus} style={{ top: top ?? 0 }} hidden={top === null}>
      <IconButton
        label={words.canvas.insert}
        keys="/"
        size="small"
        tooltipSide="top"
        onPointerDown={(event) => event.preventDefault()}
        onClick={open}
      >
        <Plus aria-hidden="true" />
      </IconButton>
    </div>
  )
}

/** The way from the line to the button leads over the gutter. */
function isNear(event: PointerEvent, line: Element | null): boolean {
  const box = line?.getBoundingClientRect()
  return box !== undefined && event.clientY >= box.top && event.clientY <= box.bottom && event.clientX < box.left
}

function emptyLineAtCaret(editor: Editor): Element | null {
  const { $head, empty } = editor.state.selection
  if (!empty || !editor.view.hasFocus() || $head.depth !== 1 || $head.parent.content.size > 0) return null
  const dom = editor.view.nodeDOM($head.before(1))
  return dom instanceof Element ? dom : null
}
