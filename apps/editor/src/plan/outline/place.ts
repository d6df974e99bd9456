import { blockAt } from '@concord/blocks'
import type { BlockId } from '@concord/schema'
import { useEffect, useState } from 'react'
import { planEditor } from '../canvas/plan-editor.ts'

/** Where the reader is: the section that has passed under the top bar, or the Block that has the focus. */
export interface Place {
  readonly section: number | null
  readonly block: BlockId | null
}

/** How far below the top bar a heading counts as reached. */
const REACHED_PX = 140

/** Follows scrolling and focus. `sections` are indexes of headings among the body's nodes, in order. */
export function usePlace(sections: readonly number[]): Place {
  const [place, setPlace] = useState<Place>({ section: null, block: null })
  useEffect(() => {
    let frame = 0
    const look = () => {
      frame = 0
      let section: number | null = null
      for (const at of sections) {
        const heading = planEditor.nodeElement(at)
        if (heading && heading.getBoundingClientRect().top > REACHED_PX) break
        section = at
      }
      const block = blockAt(document.activeElement)
      setPlace((was) => (was.section === section && was.block === block ? was : { section, block }))
    }
    const soon = () => {
      frame ||= requestAnimationFrame(look)
    }
    look()
    window.addEventListener('scroll', soon, { passive: true })
    window.addEventListener('resize', soon)
    document.addEventListener('focusin', soon)
    document.addEventListener('focusout', soon)
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('scroll', soon)
      window.removeEventListener('resize', soon)
      document.removeEventListener('focusin', soon)
      document.removeEventListener('focusout', soon)
    }
  }, [sections])
  return place
}
