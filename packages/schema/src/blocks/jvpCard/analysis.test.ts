import { describe, expect, it } from 'vitest'
import { analyseHeadline, type JvpText, wordVerdict } from './analysis/analyse.ts'
import { quantifiedValue } from './analysis/quantified-value.ts'
import { countsOf, readabilityOf } from './analysis/readability.ts'
import { readingTime } from './analysis/reading-time.ts'
import { acronymsIn, differenceOf, isRecallHit, relevancyOf } from './analysis/signals.ts'
import { wordHits } from './analysis/word-hits.ts'
import { listedWords } from './analysis/word-list.ts'

const GOOD = 'Food plants cut unplanned line stops 31% in 90 days, with sensors fitted without stopping a line.'
const BAD =
  'Our best-in-class, end-to-end platform leverages AI to empower world-class digital transformation and unlock synergies for leading manufacturers.'

const text = (headline: string, more: Partial<JvpText> = {}): JvpText => ({
  headline,
  idealCustomer: 'food plants with 3-12 lines',
  problem: 'unplanned stops',
  result: '31 % fewer stops in the first 90 days',
  differentiator: 'fitted by local integrators without stopping a line',
  allowedTerms: [],
  hasProof: true,
  ...more,
})
const verdicts = (headline: string, more: Partial<JvpText> = {}) =>
  Object.fromEntries(analyseHeadline(text(headline, more)).checks.map(({ name, verdict }) => [name, verdict]))
const terms = (sentence: string, allowed: string[] = []) => wordHits(sentence, allowed).map(({ term }) => term)

describe('reading time', () => {
  it('is 4.29 s for the good headline, which passes', () => {
    const read = readingTime(GOOD)
    expect(read).toMatchObject({ value: { words: 17, letters: 78, verdict: 'pass' } })
    expect('value' in read && read.value.seconds.toFixed(2)).toBe('4.29')
  })

  it('is 6.69 s for the hollow one, which fails although it has as many words', () => {
    const read = readingTime(BAD)
    expect(read).toMatchObject({ value: { words: 17, letters: 122, verdict: 'fail' } })
    expect('value' in read && read.value.seconds.toFixed(2)).toBe('6.69')
  })

  it('passes 19 short words and 91 letters, and no more', () => {
    const words = (count: number) => Array.from({ length: count }, () => 'go').join(' ')
    expect(readingTime(words(19))).toMatchObject({ value: { verdict: 'pass' } })
    expect(readingTime(words(20))).toMatchObject({ value: { verdict: 'warn' } })
    expect(readingTime('a'.repeat(91))).toMatchObject({ value: { verdict: 'pass' } })
    expect(readingTime('a'.repeat(92))).toMatchObject({ value: { verdict: 'warn' } })
    expect(readingTime(words(26))).toMatchObject({ value: { verdict: 'fail' } })
  })

  it('tells how long slower readers need', () => {
    const read = readingTime(GOOD)
    expect('value' in read && read.value.slowSeconds).toBeCloseTo((60 * 17) / 175, 10)
  })

  it('has nothing to say about an empty headline', () => {
    expect(readingTime('  — ')).toEqual({ reason: 'NO_DATA' })
    expect(analyseHeadline(text('')).checks).toEqual([])
  })
})

describe('readability', () => {
  it.each([
    [{ sentences: 1, words: 6, syllables: 6 }, 116.145],
    [{ sentences: 1, words: 12, syllables: 23 }, 32.505],
  ])('of %j is %f', (counts, ease) => {
    const read = readabilityOf(counts)
    expect('value' in read && read.value.ease).toBeCloseTo(ease, 6)
  })

  it('grades and bands, and says when a text is too short to be sure', () => {
    expect(readabilityOf({ sentences: 1, words: 6, syllables: 6 })).toMatchObject({
      value: { band: 'good', isUnstable: true, grade: expect.closeTo(-1.45, 6) },
    })
    expect(readabilityOf({ sentences: 1, words: 12, syllables: 23 })).toMatchObject({ value: { band: 'fair' } })
    expect(readabilityOf({ sentences: 1, words: 120, syllables: 300 })).toMatchObject({
      value: { band: 'poor', isUnstable: false },
    })
  })

  it('is unknown without a word or a sentence', () => {
    expect(readabilityOf(countsOf(''))).toEqual({ reason: 'ZERO_DENOMINATOR' })
    expect(readabilityOf({ sentences: 0, words: 3, syllables: 3 })).toEqual({ reason: 'ZERO_DENOMINATOR' })
  })

  it('counts syllables of words, one for a number, and sentences without a last mark', () => {
    expect(countsOf('The cat sat. It had 90 mice')).toEqual({ sentences: 2, words: 7, syllables: 7 })
    expect(countsOf('It fell 1.5 points')).toMatchObject({ sentences: 1 })
  })
})

describe('the word list', () => {
  it('has a plain alternative for every entry', () => {
    expect(listedWords.filter(({ plain }) => plain.trim().length < 3)).toEqual([])
    expect(listedWords).toHaveLength(new Set(listedWords.map(({ term }) => term)).size)
    expect(['H', 'J', 'F'].map((group) => listedWords.filter((entry) => entry.group === group).length)).toEqual([
      58, 56, 30,
    ])
  })

  it.each(listedWords.map(({ term }) => [term]))('finds "%s" as it is listed', (term) => {
    expect(terms(`We are ${term} today.`)).toContain(term)
    expect(terms(`WE ARE ${term.toUpperCase()} TODAY.`.replace('ENABLE', 'enable'))).toContain(term)
  })

  it.each([
    ['an end to end platform', 'end-to-end'],
    ['an endtoend platform', 'end-to-end'],
    ['best in class tools', 'best-in-class'],
    ['a game-changer', 'game changer'],
    ['ground-breaking work', 'groundbreaking'],
    ['it leverages data', 'leverage'],
    ['leveraging data', 'leverage'],
    ['we optimized it', 'optimise'],
    ['an optimisation', 'optimise'],
    ['democratizing data', 'democratise'],
    ['unrivaled quality', 'unrivalled'],
    ['moves the needle', 'move the needle'],
    ['touching base', 'touch base'],
    ['deep dives', 'deep dive'],
    ['smarter pumps', 'smart'],
    ['uniquely placed', 'unique'],
    ['our scalability', 'scalable'],
    ['empowerment', 'empower'],
    ['an ai powered tool', 'AI-powered'],
    ['hyper automation', 'hyperautomation'],
  ])('finds "%s"', (sentence, term) => {
    expect(terms(sentence)).toEqual([term])
  })

  it.each([
    'It leads to fewer stops and more leads',
    'A leading indicator of wear',
    'Parts arrive just-in-time',
    'We go to the plant',
    'A real saving at 3 sites',
    'The monitoring solution',
    'With Enable Suite on the line',
    'Elevators run again',
    'A stop before one, all in a class',
  ])('leaves "%s" alone', (sentence) => {
    expect(terms(sentence)).toEqual([])
  })

  it('counts "solution" only when nothing says what it is', () => {
    expect(terms('our solution works')).toEqual(['solution'])
    expect(terms('a seamless solution')).toEqual(['seamless', 'solution'])
    expect(terms('a vibration monitoring solution')).toEqual([])
  })

  it('takes the longest term and says where it stands', () => {
    expect(wordHits('An industry-leading tool')).toEqual([
      expect.objectContaining({ text: 'industry-leading', start: 3, end: 19, group: 'H' }),
    ])
  })

  it('leaves the trade words of the buyer alone', () => {
    expect(terms('A turnkey smart factory', ['smart factory'])).toEqual(['turnkey'])
  })

  it('fails one word of hype or two of jargon, warns at one of jargon or two fillers', () => {
    const verdict = (sentence: string) => wordVerdict(wordHits(sentence))
    expect(verdict('a robust pump')).toBe('fail')
    expect(verdict('a holistic turnkey pump')).toBe('fail')
    expect(verdict('a turnkey pump')).toBe('warn')
    expect(verdict('a nimble, flexible pump')).toBe('warn')
    expect(verdict('a nimble pump')).toBe('pass')
  })
})

describe('the quantified value', () => {
  it.each([
    [GOOD, 2],
    ['Save 20 minutes', 1],
    ['Save 20 minutes per shift', 2],
    ['Cut changeover from 45 to 20 minutes', 2],
    ['6 fewer stops', 1],
    ['$50k saved', 1],
    ['3x the output', 1],
    ['1,200.5 tons a month', 2],
    ['A 90-day start', 1],
    ['Better plants', 0],
    ['Founded in 1998', 0],
    ['Industry 4.0 for all', 0],
    ['Open 24/7', 0],
    ['A 360 view', 0],
    ['Runs on 5G', 0],
    ['In the top 10 plants', 0],
    ['With version 3 lines', 0],
    ['Firmware v2.1 days', 0],
    ['40 very long words later a day', 0],
  ])('of "%s" scores %i', (sentence, score) => {
    expect(quantifiedValue(sentence).score).toBe(score)
  })

  it('says where the number stands', () => {
    expect(quantifiedValue(GOOD).quantities).toEqual([
      { text: '31%', start: 37, end: 40, number: '31', unit: '%' },
      { text: '90 days', start: 44, end: 51, number: '90', unit: 'days' },
    ])
  })

  it('asks for the typical value after "up to"', () => {
    const { checks } = analyseHeadline(text('Food plants have up to 40 % fewer stops, without a shutdown'))
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'value', verdict: 'warn', message: 'State the typical value.' }),
    )
  })

  it('asks where an unproved number comes from', () => {
    const { checks } = analyseHeadline(text(GOOD, { hasProof: false }))
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'proof', verdict: 'fail', message: 'Where does 31 % come from?' }),
    )
  })
})

describe('relevancy, difference and abbreviations', () => {
  it('finds the buyer by name or as "you", and a word of the problem or result', () => {
    expect(relevancyOf('Your line stops less', 'bakeries', 'unplanned stops', '').verdict).toBe('pass')
    expect(relevancyOf('Food plants smile', 'food plants', 'unplanned stops', '').verdict).toBe('warn')
    expect(relevancyOf('Everybody smiles', 'food plants', 'unplanned stops', '').verdict).toBe('fail')
  })

  it('wants a contrast and the differentiator, and a proof of "only" and "first"', () => {
    expect(differenceOf('without a stop', 'fitted live', false).verdict).toBe('pass')
    expect(differenceOf('without a stop', ' ', false).verdict).toBe('warn')
    expect(differenceOf('fewer stops', '', false).verdict).toBe('fail')
    const only = analyseHeadline(text('The only kit for food plants with 30 % fewer stops', { hasProof: false }))
    expect(only.checks.find(({ name }) => name === 'difference')?.message).toBe("Prove 'only'.")
  })

  it('warns about abbreviations the buyer does not use', () => {
    expect(acronymsIn('OEE and PLCs with AI', ['OEE', 'PLC']).map((range) => range.text)).toEqual(['AI'])
  })

  it('counts a recall as a hit from two words on', () => {
    const promise = { problem: 'unplanned stops', result: '31 % fewer stops', differentiator: 'fitted by local people' }
    expect(isRecallHit('something with fewer stops', promise)).toBe(true)
    expect(isRecallHit('something with stops', promise)).toBe(false)
  })
})

describe('a whole headline', () => {
  it('passes every check of the lab when it is good', () => {
    expect(new Set(Object.values(verdicts(GOOD)))).toEqual(new Set(['pass']))
  })

  it('fails for the hollow one, with a plain word for every flag', () => {
    const { flags } = analyseHeadline(text(BAD))
    expect(flags.map((flag) => [flag.kind, flag.text])).toEqual([
      ['hype', 'best-in-class'],
      ['jargon', 'end-to-end'],
      ['jargon', 'leverages'],
      ['acronym', 'AI'],
      ['jargon', 'empower'],
      ['hype', 'world-class'],
      ['jargon', 'digital transformation'],
      ['jargon', 'unlock'],
      ['jargon', 'synergies'],
      ['hype', 'leading'],
    ])
    expect(flags.every((flag) => BAD.slice(flag.start, flag.end) === flag.text)).toBe(true)
    expect(flags.every(({ suggestion }) => suggestion !== null)).toBe(true)
    expect(verdicts(BAD, { hasProof: false })).toMatchObject({
      reading: 'fail',
      words: 'fail',
      value: 'fail',
      acronyms: 'warn',
    })
  })

  it('is analysed in less than 2 ms per key press', () => {
    for (let length = 1; length <= BAD.length; length++) analyseHeadline(text(BAD.slice(0, length)))
    const started = Date.now()
    for (let length = 1; length <= BAD.length; length++) analyseHeadline(text(BAD.slice(0, length)))
    expect((Date.now() - started) / BAD.length).toBeLessThan(2)
  })
})
