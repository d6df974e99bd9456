import {
  type GoalState,
  goalStateWords,
  type Letter,
  type LetterState,
  letterNames,
  letterStateWords,
} from '@concord/schema'

/** Every sentence the view of a goal says itself; what the rules say stands beside them. */
export const smartGoalWords = {
  title: 'What will be reached, by when?',
  smart: (score: string) => `SMART ${score} of 5`,
  letter: (letter: Letter, state: LetterState) => `${letterNames[letter]}, ${letterStateWords[state]}`,
  missing: (what: readonly string[]) => `Needs ${lists.format(what)}.`,
  realism: (sentence: string) => `R · ${sentence}`,
  score: (score: string) => `${score} of 5 so far. Both companies can agree it when no letter fails.`,
  stateWord: ({ name, isSuggested }: GoalState) =>
    isSuggested ? `${goalStateWords[name]} (suggested)` : goalStateWords[name],
  moved: (from: string, to: string, review: string | null) =>
    `Moved from ${from} to ${to}${review ? ` in ${review}` : ''}`,
  firstDate: 'first date',
  missed: 'missed',
  setBy: (company: string, reason: string) => `set by ${company}: ${reason}`,
  setByHand: (reason: string) => `set by hand: ${reason}`,
  facts: { move: 'Baseline → target', due: 'Due', owners: 'Owners' },
  arrow: '→',
  dueOpen: 'By when?',
  dueIn: (days: number) => {
    if (days === 0) return 'Due today'
    const told = Math.abs(days) === 1 ? 'one day' : `${Math.abs(days)} days`
    return days > 0 ? `Due in ${told}` : `Due ${told} ago`
  },
  owner: (company: string) => `${company} owner`,
  noOwner: (company: string) => `Owner at ${company}?`,
  measures: {
    head: ['Measured by', 'To date', 'Target', 'Expected', 'Pace', 'Status'],
    periods: (first: string, last: string) => (first === last ? first : `${first}–${last}`),
    noun: 'measure',
    choose: 'Choose a number',
    weight: 'Weight',
    removed: 'Removed',
    none: 'No measure yet.',
    ofTarget: (actual: string, target: string) => ({ actual, of: `of ${target}` }),
    pace: (pace: string) => `pace ${pace}`,
    edit: 'Measures and their weights',
  },
  scope: { product: 'What?', territory: 'Where?', segment: 'For whom?' },
  why: 'Why do both sides believe in it?',
  stage: { draft: 'Draft', proposed: 'Proposed', dropped: 'Dropped', closed: 'Closed' },
  override: { green: 'On track', amber: 'At risk', red: 'Off track' },
  byNumbers: 'By the numbers',
  fields: { measuredBy: 'Measured by', scope: 'Scope', status: 'Status by hand', stage: 'Stage' },
  footer: {
    how: 'How',
    campaigns: 'Campaigns',
    next: 'Next',
    overdue: (due: string) => `due ${due}, overdue`,
  },
  fold: { open: 'Open', close: 'Fold', more: 'More', less: 'Less' },
  folded: (title: string) => `Open: ${title}`,
} as const

const lists = new Intl.ListFormat('en', { type: 'conjunction' })
