import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readSettings } from '../settings.ts'
import { StartProblem } from '../start-problem.ts'

const setting = (over: object = {}) => ({
  domains: ['Company.example'],
  company: 'Company',
  issuer: 'https://id.company.example',
  clientId: 'concord',
  clientSecret: 'kept quiet',
  ...over,
})
const reading = (...settings: object[]) => readSettings([], { CONCORD_OIDC: JSON.stringify(settings) }).companySignIns

test('OI7 a company’s sign-in is read from the environment, or from a file with its secret in another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'concord-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  expect(readSettings([], {}).companySignIns).toEqual([])
  expect(reading(setting({ origins: ['https://keys.company.example/'] }))).toMatchObject([
    { domains: ['company.example'], trustsMail: false, origins: ['https://keys.company.example'] },
  ])
  writeFileSync(join(folder, 'secret'), 'from a file\n')
  const inFile = setting({ clientSecret: undefined, clientSecretFile: join(folder, 'secret') })
  writeFileSync(join(folder, 'oidc.json'), JSON.stringify([inFile]))
  const [read] = readSettings([], { CONCORD_OIDC: join(folder, 'oidc.json') }).companySignIns
  expect(read).toMatchObject({ clientSecret: 'from a file', issuer: new URL('https://id.company.example') })
})

test.each([
  ['no JSON', '[{', /no JSON/],
  ['a file that is not there', '/nowhere/oidc.json', /ENOENT/],
  ['an issuer without TLS', [setting({ issuer: 'http://id.company.example' })], /0\.issuer .*no https address/],
  ['an inner address', [setting({ issuer: 'file:///etc/passwd' })], /no https address/],
  ['a further origin without TLS', [setting({ origins: ['http://10.0.0.1'] })], /no https address/],
  ['no domain', [setting({ domains: [] })], /0\.domains/],
  ['a domain that is none', [setting({ domains: ['*'] })], /no mail domain/],
  ['one domain for two', [setting(), setting({ domains: ['company.example'] })], /stands in two/],
  ['no secret', [setting({ clientSecret: undefined })], /clientSecretFile is needed/],
  ['a word nobody knows', [setting({ trustMail: true })], /trustMail/],
])('OI7 a setting with %s ends the start with a sentence, without the secret', (_what, typed, sentence) => {
  const env = { CONCORD_OIDC: typeof typed === 'string' ? typed : JSON.stringify(typed) }
  expect(() => readSettings([], env)).toThrow(StartProblem)
  expect(() => readSettings([], env)).toThrow(sentence)
  expect(() => readSettings([], env)).not.toThrow(/kept quiet/)
})
