import type { Problem } from '@concord/schema'

/** What reading says of any field: it is empty, or it is of the wrong kind. */
const general: readonly string[] = ['required', 'notValid']

/**
 * The problems of one field that are worth a sentence: what reading says in general steps back where a rule of the
 * kind says it in particular, since both speak of the same gap.
 * @param isSaid the field says already what is wrong with it, as an input does with a text it cannot read
 */
export function specificProblems(problems: readonly Problem[], isSaid = false): readonly Problem[] {
  const particular = problems.filter(({ code }) => !general.includes(code))
  return isSaid || particular.length > 0 ? particular : problems
}
