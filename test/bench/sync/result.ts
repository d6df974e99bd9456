import { median } from '../statistics.ts'
import type { TargetName } from './target.ts'

/** Figures of one scenario: by target, then by measure, one for each round. */
export class Figures {
  readonly #all = new Map<TargetName, Map<string, number[]>>()

  add(target: TargetName, figures: Readonly<Record<string, number>>): void {
    const of = this.#all.get(target) ?? new Map<string, number[]>()
    this.#all.set(target, of)
    for (const [measure, value] of Object.entries(figures)) {
      const rounds = of.get(measure)
      if (rounds) rounds.push(value)
      else of.set(measure, [value])
    }
  }

  /** The median of the rounds; NaN where nothing was measured. */
  of(target: TargetName, measure: string): number {
    return median(this.#all.get(target)?.get(measure) ?? [])
  }
  worst(target: TargetName, measure: string): number {
    return Math.max(...(this.#all.get(target)?.get(measure) ?? [Number.NaN]))
  }
  rounds(target: TargetName, measure: string): readonly number[] {
    return this.#all.get(target)?.get(measure) ?? []
  }
  get targets(): TargetName[] {
    return [...this.#all.keys()]
  }
  get measures(): string[] {
    return [...new Set([...this.#all.values()].flatMap((of) => [...of.keys()]))]
  }
}

/** What a row of the table promises: a figure of ours against a bound. */
export interface Promised {
  readonly what: string
  readonly figure: number
  readonly must: number
  readonly aim?: number
  /** The figure must be at least the bound instead of at most. */
  readonly atLeast?: boolean
  readonly unit: string
  /** Where the bound comes from. */
  readonly against: string
}

const round = (value: number): string =>
  !Number.isFinite(value)
    ? String(value)
    : value === 0
      ? '0'
      : Math.abs(value) >= 100
        ? value.toFixed(0)
        : value.toPrecision(3)

const keeps = ({ figure, atLeast }: Promised, bound: number) => (atLeast ? figure >= bound : figure <= bound)

export const isKept = (promised: Promised): boolean => keeps(promised, promised.must)

/** Prints what was measured and then what was promised. */
export function printScenario(name: string, figures: Figures, promises: readonly Promised[]): void {
  console.log(`\n${name}`)
  console.table(
    figures.measures.map((measure) => ({
      measure,
      ...Object.fromEntries(figures.targets.map((target) => [target, round(figures.of(target, measure))])),
      rounds: figures.rounds(figures.targets[0]!, measure).length,
    })),
  )
  printPromises(promises)
}

export function printPromises(promises: readonly Promised[]): void {
  console.table(
    promises.map((promised) => ({
      what: promised.what,
      figure: `${round(promised.figure)} ${promised.unit}`,
      must: `${promised.atLeast ? '>=' : '<='} ${round(promised.must)} (${promised.against})`,
      kept: isKept(promised) ? 'yes' : 'NO',
      aim:
        promised.aim === undefined
          ? '-'
          : `${round(promised.aim)} ${keeps(promised, promised.aim) ? 'reached' : 'not reached'}`,
    })),
  )
}
