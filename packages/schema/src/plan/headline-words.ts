import type { Day } from './day.ts'

const DIGIT_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'] as const
const inWords = (count: number): string => DIGIT_WORDS[count] ?? String(count)
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
const goals = (count: number): string => `${inWords(count)} goal${count === 1 ? '' : 's'}`
const is = (count: number): string => (count === 1 ? 'is' : 'are')
const need = (count: number): string => (count === 1 ? 'needs' : 'need')

const monthDay = (day: Day, locale: string): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** The parts of a plan's first sentence. */
export const headlineWords = {
  /** "900 k of 1,200 k booked" when the measure is bookings, else "Renewals at 40 of 90". */
  reached: (measure: string, actual: string, target: string): string =>
    /\bbook(ed|ings?)\b/i.test(measure) ? `${actual} of ${target} booked` : `${measure} at ${actual} of ${target}`,
  asked: (expected: string, byQuarters: boolean): string =>
    `the ${byQuarters ? 'quarters ask' : 'plan asks'} for ${expected} by today`,
  allOnTrack: (count: number): string => (count === 1 ? 'The goal is on track.' : `All ${goals(count)} are on track.`),
  ask: (onTrack: number, open: number, before: Day | null, locale: string): string => {
    const until = before ? ` before ${monthDay(before, locale)}` : ''
    const decision = `${need(open)} a decision${until}`
    if (onTrack === 0) return `${capital(goals(open))} ${decision}.`
    return `${capital(goals(onTrack))} ${is(onTrack)} on track, ${inWords(open)} ${decision}.`
  },
} as const
