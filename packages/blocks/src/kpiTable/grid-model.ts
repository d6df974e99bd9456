import type { CellLine, CellWrite } from './cell-value.ts'
import {
  answerEditKey,
  answerKey,
  cellsBetween,
  type GridExtent,
  type GridKey,
  type GridPlace,
  isBetween,
  placeAfterRemoval,
} from './grid-navigation.ts'

export interface CellEdit {
  readonly place: GridPlace
  readonly line: CellLine
  /** The key editing began with; null when the present number is being mended. */
  readonly typed: string | null
}

/** What one row of the grid needs to know; the object stays the same while the answer does. */
export interface RowState {
  /** The cell that Tab comes to, if it is in this row. */
  readonly tabStop: string | null
  readonly edit: CellEdit | null
  /** Columns of this row in the selected range; empty for a single cell, which the focus shows. */
  readonly selected: readonly string[]
}

/** What the bar below the grid tells about. */
export interface BarState {
  readonly at: GridPlace | null
  readonly line: CellLine
  readonly edit: CellEdit | null
  readonly selectedCells: number
  /** What stands in the input now; null when nothing is edited. */
  readonly draft: string | null
  /** Why the draft cannot be kept, or what happened: said until the next step. */
  readonly note: string | null
  readonly disagreement: Disagreement | null
  /** Whether earlier changes of the cell are shown. */
  readonly isHistoryOpen: boolean
}

/** Somebody set a number while I typed another one; mine was written last. */
export interface Disagreement {
  readonly place: GridPlace
  readonly line: CellLine
  readonly write: CellWrite
  readonly theirs: number | null
  /** Who came into the cell while I typed; null when nobody was seen there. */
  readonly name: string | null
}

const noColumns: readonly string[] = []

/**
 * Where I am in one grid, what I select and what I type. It stands outside React, so that a key renders the bar and
 * nothing else, and a step renders the rows it left and entered.
 */
export class GridModel {
  /** The element that explains the cell being edited, for screen readers. */
  readonly barId: string
  #extent: GridExtent = { rows: [], columns: [] }
  #at: GridPlace | null = null
  #anchor: GridPlace | null = null
  #hasFocus = false
  #edit: CellEdit | null = null
  #draft: string | null = null
  #note: string | null = null
  #disagreement: Disagreement | null = null
  #line: CellLine = 'actual'
  #isHistoryOpen = false
  #bar: BarState | null = null
  readonly #rows = new Map<string, { key: string; state: RowState }>()
  readonly #listeners = new Set<() => void>()

  constructor(barId: string) {
    this.barId = barId
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get extent(): GridExtent {
    return this.#extent
  }
  get at(): GridPlace | null {
    return this.#at
  }
  get edit(): CellEdit | null {
    return this.#edit
  }
  get draft(): string | null {
    return this.#draft
  }
  /** The edited cell is not in the grid any more: somebody took its row away, or the plan lost its period. */
  get isEditGone(): boolean {
    const place = this.#edit?.place
    return (
      place !== undefined && !(this.#extent.rows.includes(place.row) && this.#extent.columns.includes(place.column))
    )
  }
  /** Which line of a number cell typing fills. */
  get line(): CellLine {
    return this.#line
  }

  /** Tells which cells there are now. Called while rendering: it never calls back. */
  setExtent(extent: GridExtent): void {
    const before = this.#extent
    this.#extent = extent
    if (this.#at) this.#at = placeAfterRemoval(this.#at, before.rows, extent)
    if (this.#anchor && !extent.rows.includes(this.#anchor.row)) this.#anchor = null
    this.#bar = null
  }

  rowState = (row: string): RowState => {
    const tabStop = this.#at ?? { row: this.#extent.rows[0] ?? '', column: this.#extent.columns[0] ?? '' }
    const edit = this.#edit?.place.row === row ? this.#edit : null
    const selected = this.#selectedIn(row)
    const key = [tabStop.row === row ? tabStop.column : '', edit && [edit.place.column, edit.line], selected].join('|')
    const known = this.#rows.get(row)
    if (known?.key === key) return known.state
    const state = { tabStop: tabStop.row === row ? tabStop.column : null, edit, selected }
    this.#rows.set(row, { key, state })
    return state
  }

  barState = (): BarState => {
    this.#bar ??= {
      at: this.#hasFocus ? this.#at : null,
      line: this.#line,
      edit: this.#edit,
      selectedCells: this.selection().flat().length,
      draft: this.#draft,
      note: this.#note,
      disagreement: this.#disagreement,
      isHistoryOpen: this.#isHistoryOpen,
    }
    return this.#bar
  }

  /** The selected cells row by row: the range, or the one cell I am in. */
  selection(): GridPlace[][] {
    if (!this.#at) return []
    return cellsBetween(this.#anchor ?? this.#at, this.#at, this.#extent)
  }

  /** The focus came to a cell. `isExtending` keeps the other corner of the range. */
  enter(place: GridPlace, isExtending = false): void {
    this.#anchor = isExtending ? (this.#anchor ?? this.#at ?? place) : null
    const isElsewhere = this.#at?.row !== place.row || this.#at.column !== place.column
    // What keeps a draft from being read stays said while the draft stands.
    if (isElsewhere && !this.#edit) {
      this.#note = null
      this.#isHistoryOpen = false
    }
    this.#at = place
    this.#hasFocus = true
    this.#changed()
  }

  leave(): void {
    this.#hasFocus = false
    this.#isHistoryOpen = false
    this.#changed()
  }

  selectAll(): void {
    const { rows, columns } = this.#extent
    const [first, last] = [rows[0], rows.at(-1)]
    if (first === undefined || last === undefined) return
    this.#anchor = { row: first, column: columns[0] ?? '' }
    this.#at = { row: last, column: columns.at(-1) ?? '' }
    this.#changed()
  }

  begin(place: GridPlace, line: CellLine, typed: string | null, text: string): void {
    this.#edit = { place, line, typed }
    this.#draft = typed ?? text
    this.#note = null
    this.#isHistoryOpen = false
    this.#at = place
    this.#anchor = null
    this.#changed()
  }

  type(draft: string): void {
    this.#draft = draft
    this.#note = null
    this.#changed()
  }

  end(): void {
    this.#edit = null
    this.#draft = null
    this.#note = null
    this.#changed()
  }

  say(note: string | null): void {
    this.#note = note
    this.#changed()
  }

  disagree(disagreement: Disagreement | null): void {
    this.#disagreement = disagreement
    this.#changed()
  }

  get isHistoryOpen(): boolean {
    return this.#isHistoryOpen
  }

  toggleHistory(): void {
    this.#isHistoryOpen = !this.#isHistoryOpen
    this.#changed()
  }

  setLine(line: CellLine): void {
    this.#line = line
    this.#changed()
  }

  answer = (key: GridKey, at: GridPlace) => answerKey(key, at, this.#extent)
  answerEdit = (key: GridKey, edit: CellEdit) => answerEditKey(key, edit.place, this.#extent, edit.typed !== null)

  #selectedIn(row: string): readonly string[] {
    const anchor = this.#anchor
    const at = this.#at
    if (!anchor || !at || (anchor.row === at.row && anchor.column === at.column)) return noColumns
    return this.#extent.columns.filter((column) => isBetween({ row, column }, anchor, at, this.#extent))
  }

  #changed(): void {
    this.#bar = null
    for (const listener of this.#listeners) listener()
  }
}
