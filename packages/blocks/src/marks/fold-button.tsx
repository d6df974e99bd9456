import { ChevronDown, ChevronUp } from 'lucide-react'
import css from './fold-button.module.css'
import { markWords } from './words.ts'

interface FoldButtonProps {
  readonly isOpen: boolean
  /** What is folded, for people who do not see it. */
  readonly name: string
  /** Id of the element that shows and hides. */
  readonly controls: string
  onChange(isOpen: boolean): void
}

/** Shows or hides the rest of a card. */
export function FoldButton({ isOpen, name, controls, onChange }: FoldButtonProps) {
  const Icon = isOpen ? ChevronUp : ChevronDown
  return (
    <button
      type="button"
      className={css.fold}
      aria-expanded={isOpen}
      aria-controls={isOpen ? controls : undefined}
      aria-label={isOpen ? markWords.fold(name) : markWords.unfold(name)}
      onClick={() => onChange(!isOpen)}
    >
      <Icon size={16} aria-hidden="true" />
    </button>
  )
}
