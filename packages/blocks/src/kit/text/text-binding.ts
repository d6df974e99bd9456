import type * as Y from 'yjs'
import { shownText } from './plain-text.ts'
import { type DeltaStep, mapIndex, rebaseSplice, type Splice, spliceBetween } from './splice.ts'

/** The two form controls that can hold collaborative text. */
export type TextControl = HTMLTextAreaElement | HTMLInputElement

/** What a binding needs to know beside its control and its text. */
export interface TextBindingOptions {
  /** Transaction origin of everything typed here; undo tracks it. */
  readonly origin: unknown
  /** No line breaks: Enter is left to `onEnter`, pasted line breaks become spaces. */
  readonly singleLine?: boolean
  /** Called for Enter in a single-line control. */
  readonly onEnter?: () => void
  /** Called after the text or its appearance changed, from whichever side. */
  readonly onDraw: () => void
  /** Called when the caret may have moved. */
  readonly onCaret: () => void
  /** The plan's undo; the control's own history knows nothing of remote edits and must never run. */
  readonly onUndo: (direction: 'undo' | 'redo') => void
}

const isActive = (control: TextControl) => control.ownerDocument.activeElement === control

/**
 * Keeps a form control and a Y.Text equal while the returned function is not called.
 *
 * Local input is written as one minimal splice per input event. Remote edits are applied to the control in place,
 * which keeps caret and scroll. While an input method composes, the control is left alone (touching it would end the
 * composition): remote edits wait and the composed splice is rebased over them at the end.
 */
export function bindText(control: TextControl, text: Y.Text, options: TextBindingOptions): () => void {
  const doc = text.doc
  if (!doc) throw new Error('A text outside a Y.Doc cannot be bound to a control.')
  let shown = shownText(text)
  let composing = false
  let writing = false
  let waiting: DeltaStep[][] = []
  control.value = shown

  const showText = (caret: number) => {
    shown = shownText(text)
    control.value = shown
    if (isActive(control)) control.setSelectionRange(caret, caret)
  }

  const write = ({ at, remove, insert }: Splice) => {
    writing = true
    doc.transact(() => {
      if (remove > 0) text.delete(at, remove)
      if (insert) text.insert(at, insert)
    }, options.origin)
    writing = false
  }

  /** Writes what the control holds now; resolves the remote edits that waited for a composition. */
  const push = () => {
    const value = control.value
    const caret = control.selectionEnd ?? value.length
    const typed = spliceBetween(shown, value, caret)
    const deltas = waiting
    waiting = []
    if (typed) {
      // Half of a letter becomes a replacement character on its way to others; it has to here as well.
      const whole = typed.insert.toWellFormed()
      const clean = { ...typed, insert: options.singleLine ? whole.replace(/\r?\n/g, ' ') : whole }
      const splice = rebaseSplice(clean, deltas)
      write(splice)
      const reshaped = deltas.length > 0 || clean.insert !== typed.insert
      const inside = Math.max(0, Math.min(caret - typed.at, clean.insert.length))
      if (reshaped) showText(splice.at + inside)
      else shown = shownText(text)
    } else if (deltas.length > 0) {
      showText(deltas.reduce((index, delta) => mapIndex(index, delta), caret))
    }
    options.onDraw()
    options.onCaret()
  }

  const onRemote = (event: Y.YTextEvent) => {
    if (writing) return
    const delta = event.delta as DeltaStep[]
    if (composing) {
      waiting.push(delta)
      return
    }
    const caret = mapIndex(control.selectionEnd ?? 0, delta)
    let at = 0
    for (const step of delta) {
      if (step.retain !== undefined) at += step.retain
      else if (typeof step.insert === 'string') {
        control.setRangeText(step.insert, at, at, 'preserve')
        at += step.insert.length
      } else if (step.delete !== undefined) control.setRangeText('', at, at + step.delete, 'preserve')
    }
    shown = shownText(text)
    // What a control cannot hold as it is (an embed, a carriage return) was not applied index by index.
    if (control.value !== shown) showText(caret)
    options.onDraw()
    options.onCaret()
  }

  const endComposition = () => {
    if (!composing) return
    composing = false
    push()
  }

  const onBeforeInput = (event: InputEvent) => {
    if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
      event.preventDefault()
      options.onUndo(event.inputType === 'historyUndo' ? 'undo' : 'redo')
    } else if (options.singleLine && /^insert(LineBreak|Paragraph)$/.test(event.inputType)) {
      event.preventDefault()
      if (!composing) options.onEnter?.()
    }
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const key = event.key.toLowerCase()
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return
    event.preventDefault()
    // The document listens to the same keys for when no field has the focus.
    event.stopPropagation()
    if (!event.isComposing) options.onUndo(event.shiftKey || key === 'y' ? 'redo' : 'undo')
  }

  const listeners: Record<string, (event: never) => void> = {
    input: () => (composing ? options.onDraw() : push()),
    compositionstart: () => {
      composing = true
    },
    compositionend: endComposition,
    blur: endComposition,
    focus: options.onCaret,
    keyup: options.onCaret,
    pointerup: options.onCaret,
    beforeinput: onBeforeInput,
    keydown: onKeyDown,
  }
  for (const [name, listener] of Object.entries(listeners)) control.addEventListener(name, listener as EventListener)
  text.observe(onRemote)
  options.onDraw()

  return () => {
    endComposition()
    text.unobserve(onRemote)
    for (const [name, listener] of Object.entries(listeners))
      control.removeEventListener(name, listener as EventListener)
  }
}
