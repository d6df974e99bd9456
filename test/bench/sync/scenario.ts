import type { Figures, Promised } from './result.ts'
import type { TargetName } from './target.ts'

/** One row of the table: how it is measured on any server, and what Concord promises. */
export interface Scenario {
  readonly name: string
  readonly targets: readonly TargetName[]
  /** Rounds when none are asked for. */
  readonly rounds: number
  /** Measures one server once. */
  measure(target: TargetName): Promise<Readonly<Record<string, number>>>
  promises(figures: Figures): Promised[]
}
