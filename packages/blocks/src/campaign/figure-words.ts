import { type Change, type Derived, formatNumber, isKnown, MINUS } from '@concord/schema'
import { campaignViewWords as words } from './words.ts'

const SPACE = '\u00a0'

/** A number with its sign: `+8.9`, `−14.3`, `0`. */
function signed(value: number, digits: number, locale: string): string {
  const figure = formatNumber(Math.abs(value), digits, locale, true)
  const isNothing = figure === formatNumber(0, digits, locale, true)
  return isNothing ? figure : `${value < 0 ? MINUS : '+'}${figure}`
}

/** How actual stands to planned, as a share of planned: `+8.9 %`; a dash when either is unknown. */
export const shareWords = (change: Change, locale: string): string =>
  isKnown(change.share) ? `${signed(change.share.value * 100, 1, locale)}${SPACE}%` : words.unknown

/** How one return stands to another, in percentage points: `+24.2 pt`. */
export const pointWords = (change: Change, locale: string): string =>
  isKnown(change.by) ? words.points(signed(change.by.value * 100, 1, locale)) : words.unknown

/** A return as a percentage: 2.633 is `263.3 %`. */
export const returnWords = (roi: Derived<number>, locale: string): string =>
  isKnown(roi) ? `${formatNumber(roi.value * 100, 1, locale, true)}${SPACE}%` : words.unknown

/** A percentage as it was typed: `60 %`. */
export const percentWords = (percent: number, locale: string): string => `${formatNumber(percent, 2, locale)}${SPACE}%`
