import type { Problem } from '@concord/schema'
import { expect, test } from 'vitest'
import { specificProblems } from './specific-problems.ts'

const problem = (code: string): Problem => ({ code, severity: 'error', message: `${code}.`, field: 'due' })

test('an open field says once that it is open', () => {
  expect(specificProblems([problem('required'), problem('smart.due')])).toEqual([problem('smart.due')])
})

test('a value of the wrong kind is named by the rule that knows it', () => {
  expect(specificProblems([problem('notValid'), problem('campaign.days')])).toEqual([problem('campaign.days')])
})

test('where no rule speaks, reading does', () => {
  expect(specificProblems([problem('required')])).toEqual([problem('required')])
})

test('a text being typed that cannot be read speaks for itself', () => {
  expect(specificProblems([problem('required')], true)).toEqual([])
})
