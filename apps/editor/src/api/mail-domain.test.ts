import { expect, test } from 'vitest'
import { domainOf } from './mail-domain.ts'

test.each([
  ['ana@Company.example ', 'company.example'],
  ['ana@hаlvern.example', 'xn--hlvern-3nf.example'],
  ['ana@company', undefined],
  ['ana@company.example/path', 'company.example/path'],
  ['', undefined],
])('%j is from %j', (mail, domain) => {
  expect(domainOf(mail)).toBe(domain)
})
