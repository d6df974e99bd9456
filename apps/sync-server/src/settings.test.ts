import { expect, test } from 'vitest'
import { defaultLimits, raisedLimits } from './limits.ts'
import { ourOrigins } from './origins.ts'
import { readSettings } from './settings.ts'
import { StartProblem } from './start-problem.ts'

test('a flag wins over the environment, and the environment over the default', () => {
  expect(readSettings([], {})).toMatchObject({ port: 8787, host: '127.0.0.1', demo: true, json: false })
  const env = { CONCORD_PORT: '1', CONCORD_DATA: 'there', CONCORD_NO_DEMO: '1', CONCORD_JSON: '1' }
  expect(readSettings([], env)).toMatchObject({ port: 1, data: 'there', demo: false, json: true })
  expect(readSettings(['--port', '2', '--data', 'here'], env)).toMatchObject({ port: 2, data: 'here' })
})

test.each([
  [['--port', 'ninety'], {}, /not a port/],
  [['--port', '70000'], {}, /not a port/],
  [['--colour', 'red'], {}, /not understood/],
  [[], { CONCORD_LIMITS: '{"message":0}' }, /CONCORD_LIMITS/],
  [[], { CONCORD_LIMITS: '{"mesage":10}' }, /CONCORD_LIMITS/],
  [[], { CONCORD_LOG: 'loud' }, /CONCORD_LOG/],
  [[], { CONCORD_PROXIES: '10.0.0.1, proxy' }, /CONCORD_PROXIES/],
])('ST8 what is not understood is said in a sentence: %j %j', (args, env, sentence) => {
  expect(() => readSettings(args, env)).toThrow(StartProblem)
  expect(() => readSettings(args, env)).toThrow(sentence)
})

test('raised limits are named', () => {
  const { limits } = readSettings([], { CONCORD_LIMITS: '{"socketsPerPerson":500,"message":10}' })
  expect(limits).toMatchObject({ socketsPerPerson: 500, message: 10, plan: defaultLimits.plan })
  expect(raisedLimits(limits)).toEqual(['socketsPerPerson'])
})

test('HS2 an origin is ours when the server listens under it and is asked under the same name', () => {
  const isOurs = ourOrigins(8787, '127.0.0.1', ['https://plans.example'])
  expect(isOurs('http://localhost:8787', 'localhost:8787')).toBe(true)
  expect(isOurs('http://127.0.0.1:8787', '127.0.0.1:8787')).toBe(true)
  expect(isOurs('https://plans.example', '127.0.0.1:8787')).toBe(true)
  expect(isOurs('http://localhost:8787', '127.0.0.1:8787')).toBe(false)
  expect(isOurs('http://localhost:8788', 'localhost:8788')).toBe(false)
  expect(isOurs('http://localhost.evil.example:8787', 'localhost.evil.example:8787')).toBe(false)
  expect(isOurs('null', 'localhost:8787')).toBe(false)
})
