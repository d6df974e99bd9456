import type { ChartPoint } from './chart-points.ts'
import { chartWords as words } from './words.ts'

/**
 * A chart told in one sentence, for people who do not see it and for plain-text mail.
 * @param addsUp amounts read "150 of 300 planned", readings "41, planned 40"
 */
export function chartSentence(
  name: string,
  points: readonly ChartPoint[],
  format: (value: number) => string,
  addsUp: boolean,
): string {
  const told = points.filter(({ actual, plan }) => actual !== null || plan !== null)
  if (told.length === 0) return words.noNumbers(name)
  const tell = addsUp ? words.point : words.readingPoint
  return words.sentence(
    name,
    told.map(({ label, actual, plan, isOpen }) =>
      tell(
        label,
        actual === null ? words.notReported : format(actual),
        plan === null ? null : format(plan),
        isOpen && actual !== null,
      ),
    ),
  )
}
