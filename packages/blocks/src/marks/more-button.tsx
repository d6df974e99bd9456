import { kitWords } from '../words.ts'
import css from './more-button.module.css'

interface MoreButtonProps {
  readonly isOpen: boolean
  /** Id of the element that shows and hides. */
  readonly controls: string
  onChange(isOpen: boolean): void
}

/** "More" and "Less" in the footer of a card. */
export function MoreButton({ isOpen, controls, onChange }: MoreButtonProps) {
  return (
    <button
      type="button"
      className={css.more}
      aria-expanded={isOpen}
      aria-controls={isOpen ? controls : undefined}
      onClick={() => onChange(!isOpen)}
    >
      {isOpen ? kitWords.card.less : kitWords.card.more}
    </button>
  )
}
