import { type BlockId, fieldKey, type KpiRow, type Scalar } from '@concord/schema'
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react'
import { useOpenDraft } from '../kit/inputs/open-drafts.ts'
import { useCanWrite, usePlan } from '../kit/plan-context.tsx'
import type { CellLine } from './cell-value.ts'
import { type CellWrite, cellPathOf, cellText, isEditable, isSame } from './cell-value.ts'
import type { ColumnKey } from './grid-columns.ts'
import { applyWrites, clearingWrites, parseIn, storedUnder } from './grid-commands.ts'
import type { GridModel } from './grid-model.ts'
import type { GridPlace } from './grid-navigation.ts'
import { measureFormat } from './measure-format.ts'
import type { PasteGrid } from './paste-mapping.ts'
import { asHtml, asTsv, copyRange } from './range-copy.ts'
import { readRange } from './range-read.ts'
import type { TableData } from './table-data.ts'
import { kpiTableWords as words } from './words.ts'

interface GridOptions {
  readonly block: BlockId
  readonly data: TableData
  readonly model: GridModel
  readonly table: RefObject<HTMLTableElement | null>
  /** Opens and closes the details of a row. */
  readonly onToggle: (row: string) => void
  /** A range was pasted: shows what it would change. */
  readonly onPaste: (range: PasteGrid, at: GridPlace) => void
}

/** The keys, pointers and clipboard of a grid, heard once at its table instead of in every cell. */
export function useGridEvents(options: GridOptions) {
  const session = usePlan()
  const canWrite = useCanWrite()
  const latest = useRef({ ...options, canWrite })
  latest.current = { ...options, canWrite }
  const isExtending = useRef(false)
  const before = useRef<readonly (Scalar | null)[]>([])
  /** The row that is edited, as it was last seen: what is typed is for it also when it has gone. */
  const edited = useRef<{ row: KpiRow; before: string } | null>(null)
  const others = useRef<{ name: string | null; stop: () => void }>({ name: null, stop: () => {} })
  const { model, table, block } = options

  const focusCell = (place: GridPlace, extending = false) => {
    isExtending.current = extending
    cellAt(table.current, place)?.focus()
    isExtending.current = false
  }

  const begin = (place: GridPlace, line: CellLine, typed: string | null): boolean => {
    const { data, canWrite } = latest.current
    const row = data.rows.find(({ id }) => id === place.row)
    const column = place.column as ColumnKey
    if (!row || !canWrite || !isEditable(column)) return false
    // One number at a time: a draft that cannot be read waits for its owner instead of giving way.
    if (model.edit && !keep()) {
      cellAt(table.current, model.edit.place)?.querySelector('input')?.focus()
      return true
    }
    const filled = column === 'base' || column === 'target' ? 'actual' : line
    const parsed = parseIn(data, row, column, filled, '')
    before.current = 'writes' in parsed ? storedUnder(session, block, row.id, parsed.writes) : []
    const key = fieldKey(block, cellPathOf(row, column, filled) ?? '')
    others.current.stop()
    // Whoever comes into this cell while I type is whom a disagreement is with, also when they have left again.
    const seen = { name: session.carets.at(key)[0]?.person.name ?? null, stop: () => {} }
    seen.stop = session.carets.onField(key, () => {
      seen.name = session.carets.at(key)[0]?.person.name ?? seen.name
    })
    others.current = seen
    const { plain } = cellText(row, column, filled, measureFormat(row, data.format))
    edited.current = { row, before: plain }
    model.begin(place, filled, typed, plain)
    return true
  }

  /** Keeps what was typed; false when it cannot be read, and then the input stays open with the reason. */
  const keep = (): boolean => {
    const { data } = latest.current
    const { edit, draft } = model
    const row = data.rows.find(({ id }) => id === edit?.place.row) ?? edited.current?.row
    if (!edit || draft === null || !row) return true
    const parsed = parseIn(data, row, edit.place.column as ColumnKey, edit.line, draft)
    if ('problem' in parsed) {
      model.say(parsed.problem)
      return false
    }
    noticeConflict(edit.place, edit.line, parsed.writes)
    applyWrites(
      session,
      block,
      parsed.writes.filter((write) => !isSame(row, write)).map((write) => ({ row: row.id, write })),
    )
    model.end()
    return true
  }

  const noticeConflict = (place: GridPlace, line: CellLine, writes: readonly CellWrite[]) => {
    const now = storedUnder(session, block, place.row, writes)
    const theirs = writes.findIndex((write, at) => now[at] !== before.current[at] && now[at] !== write.value)
    const write = writes[theirs]
    if (write === undefined) return
    const value = now[theirs]
    model.disagree({ place, line, write, theirs: typeof value === 'number' ? value : null, name: others.current.name })
  }

  const clear = () => {
    if (!latest.current.canWrite) return
    applyWrites(session, block, clearingWrites(latest.current.data, model.selection().flat(), model.line))
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    if (event.nativeEvent.isComposing) return
    const key = { key: event.key, shift: event.shiftKey, mod: event.ctrlKey || event.metaKey, alt: event.altKey }
    const place = placeOf(event.target)
    if (!place) return
    if (model.edit && event.target instanceof HTMLInputElement) onEditKey(event, key)
    else if (event.target === cellAt(table.current, place)) onCellKey(event, key, place)
  }

  const onEditKey = (event: KeyboardEvent, key: Parameters<GridModel['answer']>[0]) => {
    const edit = model.edit
    const answer = edit && model.answerEdit(key, edit)
    if (!edit || !answer) return
    event.preventDefault()
    event.stopPropagation()
    if (answer.type === 'cancel') model.end()
    else if (!keep()) return
    focusCell(answer.type === 'keep' ? (answer.goTo ?? edit.place) : edit.place)
  }

  const onCellKey = (event: KeyboardEvent, key: Parameters<GridModel['answer']>[0], place: GridPlace) => {
    const answer = model.answer(key, place)
    if (!answer) return
    if (answer.type === 'leave' && model.isHistoryOpen) model.toggleHistory()
    else if (answer.type === 'history') model.toggleHistory()
    else if (answer.type === 'edit' && place.column === 'measure') {
      if (answer.typed !== null) return
      latest.current.onToggle(place.row)
    } else if (answer.type === 'edit') {
      if (!begin(place, answer.line === 'second' ? 'plan' : model.line, answer.typed)) return
    } else if (answer.type === 'go') focusCell(answer.to, answer.isExtending)
    else if (answer.type === 'clear') clear()
    else if (answer.type === 'selectAll') model.selectAll()
    // Out of the grid: what Escape means in a card is the card's to say.
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const onFocus = (event: FocusEvent<HTMLTableElement>) => {
    const place = placeOf(event.target)
    if (place && !(event.target instanceof HTMLInputElement)) model.enter(place, isExtending.current)
  }

  const onBlur = (event: FocusEvent<HTMLTableElement>) => {
    if (event.target instanceof HTMLInputElement && model.edit) keep()
    if (!event.currentTarget.contains(event.relatedTarget)) model.leave()
  }

  const onMouseDown = (event: MouseEvent<HTMLTableElement>) => {
    const place = placeOf(event.target)
    if (!place || event.button !== 0 || isControl(event.target)) return
    // The browser would start a text selection over the cells; the grid selects cells itself.
    event.preventDefault()
    focusCell(place, event.shiftKey)
  }

  const onMouseOver = (event: MouseEvent<HTMLTableElement>) => {
    const place = placeOf(event.target)
    if (!place || event.buttons !== 1 || model.edit || !model.at) return
    if (place.row !== model.at.row || place.column !== model.at.column) focusCell(place, true)
  }

  const onDoubleClick = (event: MouseEvent<HTMLTableElement>) => {
    const place = placeOf(event.target)
    if (!place || isControl(event.target)) return
    const isPlan = event.target instanceof Element && event.target.closest('small') !== null
    if (place.column === 'measure') latest.current.onToggle(place.row)
    else begin(place, isPlan ? 'plan' : model.line, null)
  }

  useOpenDraft({ isOpen: () => model.edit !== null && model.draft !== edited.current?.before, keep })

  useLayoutEffect(() => {
    const { edit, draft } = model
    const row = options.data.rows.find(({ id }) => id === edit?.place.row)
    if (row && edited.current) edited.current = { ...edited.current, row }
    if (!edit || !model.isEditGone) return
    // The number goes where its row's other numbers are: whoever brings the row back finds it there.
    const isKept = keep()
    if (!isKept) model.end()
    if (model.at) focusCell(model.at)
    const name = edited.current?.row.name || words.unnamed
    model.say(words.bar.gone(name, draft ?? '', isKept))
  })

  useEffect(() => () => others.current.stop(), [])

  useEffect(() => {
    // Clipboard events go to where the text selection is, not to the focused cell, so they are heard at the page.
    const isMine = () => {
      const active = document.activeElement
      return active !== null && !isControl(active) && table.current?.contains(active) === true
    }
    const onCopy = (event: ClipboardEvent) => {
      const cells = model.selection()
      if (!isMine() || !event.clipboardData || cells.length === 0) return
      const range = copyRange(latest.current.data, cells, model.line)
      event.clipboardData.setData('text/plain', asTsv(range))
      event.clipboardData.setData('text/html', asHtml(range))
      model.say(words.bar.copied(cells.flat().length))
      stop(event)
    }
    const onCut = (event: ClipboardEvent) => {
      if (!isMine()) return
      onCopy(event)
      clear()
    }
    const onPasteEvent = (event: ClipboardEvent) => {
      if (!isMine() || !model.at || !event.clipboardData || !latest.current.canWrite) return
      const read = readRange(event.clipboardData)
      if (read && 'range' in read) latest.current.onPaste(read.range, model.at)
      else if (read) model.say(read.problem)
      stop(event)
    }
    const listeners = { copy: onCopy, cut: onCut, paste: onPasteEvent } as const
    for (const [type, listener] of Object.entries(listeners))
      document.addEventListener(type, listener as EventListener, true)
    return () => {
      for (const [type, listener] of Object.entries(listeners))
        document.removeEventListener(type, listener as EventListener, true)
    }
  })

  return { focusCell, begin, handlers: { onKeyDown, onFocus, onBlur, onMouseDown, onMouseOver, onDoubleClick } }
}

function stop(event: Event): void {
  event.preventDefault()
  event.stopPropagation()
}

/** The cell an element stands in; null in the header and in the details of a row. */
export function placeOf(target: EventTarget | null): GridPlace | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null
  const { row, column } = cell?.dataset ?? {}
  return row === undefined || column === undefined ? null : { row, column }
}

const cellAt = (table: HTMLTableElement | null, { row, column }: GridPlace): HTMLElement | null =>
  table?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"][data-column="${CSS.escape(column)}"]`) ?? null

const isControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, select, button, a') !== null
