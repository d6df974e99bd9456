import { expect, test } from 'vitest'
import { readMailAddress } from './mail-address.ts'

test.each([
  ['Jo@Dunmarsh.example', 'jo@dunmarsh.example', 'jo@dunmarsh.example'],
  ['  jo.weber@dunmarsh.example ', 'jo.weber@dunmarsh.example', 'jo.weber@dunmarsh.example'],
  ['jo+plans@dunmarsh.example', 'jo+plans@dunmarsh.example', 'jo@dunmarsh.example'],
  ['jo@bücher.example', 'jo@xn--bcher-kva.example', 'jo@xn--bcher-kva.example'],
  // Full-width letters are the same domain, and a Cyrillic look-alike is not.
  ['jo@ＤＵＮＭＡＲＳＨ.example', 'jo@dunmarsh.example', 'jo@dunmarsh.example'],
  ['jo@dunmаrsh.example', 'jo@xn--dunmrsh-5fg.example', 'jo@xn--dunmrsh-5fg.example'],
])('%j is kept as %j', (typed, mail, mailbox) => {
  expect(readMailAddress(typed)).toMatchObject({ mail, mailbox })
})

test.each([
  'jo',
  '@dunmarsh.example',
  'jo@',
  'jo@dunmarsh',
  'jo brandt@dunmarsh.example',
  'jo@dunmarsh.example\r\nbcc: all@elsewhere.example',
  'jо@dunmarsh.example',
  '"jo"@dunmarsh.example',
  'jo@dunmarsh.example, mo@dunmarsh.example',
  `${'j'.repeat(300)}@dunmarsh.example`,
])('%j reaches nobody', (typed) => {
  expect(readMailAddress(typed)).toBeNull()
})
