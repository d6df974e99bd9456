import { Component, type ReactNode } from 'react'
import { words } from '../words.ts'
import { Says } from './says.tsx'

/** Says that a page failed instead of showing nothing. */
export class PageBoundary extends Component<{ readonly children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? <Says words={words.closed.failed} /> : this.props.children
  }
}
