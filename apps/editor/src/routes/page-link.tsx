import type { ComponentProps } from 'react'
import { goTo } from './follow.ts'

/** A link from a plan to another page of Concord, which works with and without the router. */
export function PageLink({ to, ...props }: { to: string } & ComponentProps<'a'>) {
  return (
    <a
      {...props}
      href={to}
      onClick={(event) => {
        // Another window or a download is the browser's affair.
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        goTo(to)
      }}
    />
  )
}
