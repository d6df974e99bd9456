import type { Derivation } from '../../block/define-block.ts'
import { type Derived, known, unknown } from '../../block/derived.ts'
import type { Problem, Severity } from '../../block/problem.ts'
import { isAgreed } from '../../plan/acks.ts'
import { type Day, isDay } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import type { VisionMission } from './shape.ts'
import { visionWords } from './words.ts'

/** A mission looks this far unless both sides say otherwise. */
export const DEFAULT_MISSION_YEARS = 5

export interface VisionMissionDerived extends Derivation {
  readonly state: 'draft' | 'agreed'
  /** The plan's start so many years later. */
  readonly visionEnd: Derived<Day>
  readonly missionEnd: Derived<Day>
}

export function deriveVisionMission(block: VisionMission, plan: Plan, _asOf: Day): VisionMissionDerived {
  const { start } = plan.content.meta
  return {
    state: isAgreed(plan, block.id) ? 'agreed' : 'draft',
    visionEnd: yearsLater(start, block.visionYears),
    missionEnd: yearsLater(start, block.missionYears ?? DEFAULT_MISSION_YEARS),
    problems: [...yearProblems(block, plan), ...sentenceProblems(block)].map((problem) => ({
      ...problem,
      block: block.id,
    })),
  }
}

/** 29 February becomes the 28th where the year has none. */
function yearsLater(start: Day | null, years: number | null): Derived<Day> {
  if (start === null || years === null) return unknown('NO_DATA')
  const year = Number(start.slice(0, 4)) + years
  const same = `${year}${start.slice(4)}`
  if (isDay(same)) return known(same)
  const before = `${year}-02-28`
  return start.endsWith('-02-29') && isDay(before) ? known(before) : unknown('BAD_INPUT')
}

const find = (code: string, severity: Severity, message: string, field: string): Problem => ({
  code: `vision.${code}`,
  severity,
  message,
  field,
})

function yearProblems({ id, visionYears, missionYears }: VisionMission, { content }: Plan): Problem[] {
  // A number out of range is read as null; what was typed is told by the reader's own problem.
  const isRefused = (field: string) =>
    content.problems.some((problem) => problem.block === id && problem.code === 'notValid' && problem.field === field)
  const isOutside = (years: number | null, min: number, max: number) => years !== null && (years < min || years > max)
  const problems: Problem[] = []
  if (isRefused('visionYears') || isOutside(visionYears, 5, 30))
    problems.push(find('visionYears', 'error', visionWords.visionYears, 'visionYears'))
  if (isRefused('missionYears') || isOutside(missionYears, 3, 7))
    problems.push(find('missionYears', 'error', visionWords.missionYears, 'missionYears'))
  if (visionYears !== null && (missionYears ?? DEFAULT_MISSION_YEARS) >= visionYears)
    problems.push(find('missionEnd', 'error', visionWords.missionTooLong, 'missionYears'))
  return problems
}

function sentenceProblems({ vision, mission }: VisionMission): Problem[] {
  const problems: Problem[] = []
  for (const [field, label, text] of [
    ['vision', visionWords.vision, vision] as const,
    ['mission', visionWords.mission, mission] as const,
  ]) {
    const count = text.split(/\s+/).filter(Boolean).length
    if (count > 0 && (count < 5 || count > 40))
      problems.push(find(`${field}Words`, 'warning', visionWords.words(label, count), field))
  }
  if (mission.trim() !== '' && !/\p{Nd}/u.test(mission))
    problems.push(find('missionNumber', 'hint', visionWords.missionNumber, 'mission'))
  return problems
}
