import { Component, type ReactNode } from 'react'

interface CardBoundaryProps {
  readonly children: ReactNode
  readonly fallback: (retry: () => void) => ReactNode
}

/** Keeps the failure of one card to that card: everything else on the page goes on. */
export class CardBoundary extends Component<CardBoundaryProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback(() => this.setState({ failed: false })) : this.props.children
  }
}
