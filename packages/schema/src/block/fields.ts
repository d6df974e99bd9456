import * as z from 'zod/mini'
import type { Ref } from '../ids.ts'
import type { Scalar } from '../json.ts'
import { type Day, isDay, isTimeZone } from '../plan/day.ts'
import { isPeriod, type Period } from '../plan/period.ts'
import { OWNER_SIDES, SIDES } from '../plan/side.ts'
import { Field, type Home } from './field.ts'

/** The largest amount a money or measure register may hold, in minor units: exact in a double. */
export const NUMBER_LIMIT = 1e15

const isExact = (value: number) => Math.abs(value) < NUMBER_LIMIT
const atMostTwoDecimals = (value: number) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6

const between = (min: number, max: number) =>
  z.number().check(z.refine((value) => isExact(value) && value >= min && value <= max))

/** A human sentence: collaborative text; `limit` is soft, longer text is kept and shown as a problem. */
export const text = (limit: number) => new Field('text', { type: 'text', limit }, z.string())

/** An amount in the plan's currency, in integer minor units (cents). */
export const money = ({ min = -NUMBER_LIMIT } = {}) =>
  new Field(
    'register',
    { type: 'money', min },
    between(min, NUMBER_LIMIT).check(z.refine((value) => Number.isInteger(value))),
  )

/** A number whose unit stands beside it in another field; minor units when that unit is money. */
export const measure = () => new Field('register', { type: 'measure' }, between(-NUMBER_LIMIT, NUMBER_LIMIT))

/** A percentage as people say it: 25 is 25 %, with at most two decimals. */
export const percent = ({ min = 0, max = 100 } = {}) =>
  new Field('register', { type: 'percent', min, max }, between(min, max).check(z.refine(atMostTwoDecimals)))

/** A whole number of things. */
export const count = ({ min = 0, max = NUMBER_LIMIT } = {}) =>
  new Field(
    'register',
    { type: 'count', min, max },
    between(min, max).check(z.refine((value) => Number.isInteger(value))),
  )

/** Any other number. */
export const decimal = ({ min = -NUMBER_LIMIT, max = NUMBER_LIMIT } = {}) =>
  new Field('register', { type: 'decimal', min, max }, between(min, max))

/** An ISO day without a time. */
export const day = () => new Field('register', { type: 'day' }, z.custom<Day>(isDay))

/** A month or a fiscal quarter. */
export const period = () => new Field('register', { type: 'period' }, z.custom<Period>(isPeriod))

/** One of a closed list of words. */
export const choice = <const C extends readonly string[]>(choices: C) =>
  new Field(
    'register',
    { type: 'choice', choices },
    z.custom<C[number]>((value) => choices.includes(value as string)),
  )

export const side = () => choice(SIDES)
export const ownerSide = () => choice(OWNER_SIDES)

/** Points at Blocks of a kind (`'smartGoal'`) or rows of a list (`'kpiTable/rows'`). */
export const ref = (...to: readonly string[]) =>
  new Field(
    'register',
    { type: 'ref', to },
    z.custom<Ref>((value) => typeof value === 'string' && value.length > 0),
  )

/** A role of the roster; plans name roles, not people. */
export const role = () => ref('roster/roles')

export const flag = () => new Field('register', { type: 'flag' }, z.boolean())

/** A web or mail address; anything else, such as `javascript:`, is not valid. */
export const link = () =>
  new Field('register', { type: 'link' }, z.string().check(z.regex(/^(https?:\/\/|mailto:)[^\s<>"']+$/i)))

/** An ISO 4217 code. */
export const currency = () => new Field('register', { type: 'currency' }, z.string().check(z.regex(/^[A-Z]{3}$/)))

/** An IANA time zone name. */
export const timeZone = () => new Field('register', { type: 'timeZone' }, z.custom<string>(isTimeZone))

/** One value of `field` for each period. */
export const series = <V extends Scalar, H extends Exclude<Home, 'series'>>(field: Field<V, H>) =>
  new Field<V, 'series'>('series', field.input, field.check)

/** One sentence for each period, kept as a register because two people rarely write it at once. */
export const note = (limit: number) => new Field('register', { type: 'text', limit }, z.string())
