import type { ReviewState } from './derive.ts'
import type { MetVerdict, RealisticVerdict } from './shape.ts'

/** Sentences and labels of a review. Values come formatted. */
export const reviewWords = {
  noVerdict: (goal: string) => `${goal} has no verdict yet.`,
  notRealistic: (goal: string) => `Say whether ${goal} is still realistic.`,
  noOutcome: (action: string) => `Say what became of ${action}.`,
  noRemedy: (obstacle: string) => `"${obstacle}" needs a remedy, or accept it as it is.`,
  notHeld: 'Say on which day it was held.',
  noNext: 'Set the day of the next review.',
  nextBefore: 'The next review lies before this one.',
  nextTooFar: (days: number, most: number) => `The next review is ${days} days away; ${most} is the most.`,
  noStep: (company: string) => `No next step for ${company}.`,
  noAttendee: (company: string) => `Nobody of ${company} attends.`,
  overdue: (day: string) => `The next review was due on ${day}.`,
  goal: 'A goal',
  action: 'a commitment',
  facts: {
    heldOn: 'Held on',
    asOf: 'Numbers frozen at the end of',
    next: 'Next review',
    attendees: 'Took part',
    metRate: 'Goals met',
    forecastQuality: 'Goals called right',
    mood: 'Mood',
  },
  share: (count: number, of: number, percent: string) => `${count} of ${of} (${percent})`,
  tables: {
    verdicts: { caption: 'Verdicts', columns: ['Goal', 'Met', 'Realistic', 'Note'] },
    obstacles: { caption: 'Obstacles', columns: ['Obstacle', 'Owner', 'Remedy', 'Commitment'] },
    changes: { caption: 'Changes', columns: ['Where', 'Field', 'From', 'To', 'Cause'] },
  },
  decision: (text: string) => `Decision: ${text}`,
  nextSteps: (names: readonly string[]) => `Next steps: ${names.join(', ')}`,
  accepted: 'accepted',
  both: 'both',
} as const

export const reviewStateWords: Readonly<Record<ReviewState, string>> = {
  planned: 'Planned',
  open: 'Open',
  closed: 'Closed',
  confirmed: 'Confirmed',
}

export const metWords: Readonly<Record<MetVerdict, string>> = {
  met: 'Met',
  partly: 'Partly',
  missed: 'Missed',
  notDue: 'Not due',
}

export const realisticWords: Readonly<Record<RealisticVerdict, string>> = {
  right: 'Right',
  tooHigh: 'Too high',
  tooLow: 'Too low',
  unclear: 'Unclear',
}

export const causeWords = { market: 'Market', learning: 'Learning', error: 'Error', capacity: 'Capacity' } as const

/** Its section in a new plan. */
export const reviewMinutesStartWords = {
  heading: 'Reviews',
  prompt: 'We meet after every quarter, look at the same numbers, and each side votes before we talk.',
} as const
