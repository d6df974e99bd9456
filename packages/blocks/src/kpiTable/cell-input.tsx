import { useLayoutEffect, useRef } from 'react'
import css from './grid.module.css'
import type { GridModel } from './grid-model.ts'

/**
 * The one input of a grid, in the cell that is edited. It is uncontrolled: a key goes to the model, which tells the bar,
 * and no cell renders. Keeping, leaving and moving are the grid's, which hears the keys and the blur.
 */
export function CellInput({
  model,
  initial,
  isTyped,
  isPlan = false,
}: {
  model: GridModel
  initial: string
  isTyped: boolean
  isPlan?: boolean
}) {
  const input = useRef<HTMLInputElement>(null)
  // Once, when the cell opens: a number that is mended is selected, one that was begun by a key goes on after it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: later values of the props are the person's own typing.
  useLayoutEffect(() => {
    const element = input.current
    element?.focus({ preventScroll: true })
    if (isTyped) element?.setSelectionRange(initial.length, initial.length)
    else element?.select()
  }, [])
  return (
    <input
      ref={input}
      className={css.input}
      data-plan={isPlan || undefined}
      defaultValue={initial}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      aria-describedby={model.barId}
      onInput={({ currentTarget }) => model.type(currentTarget.value)}
    />
  )
}
