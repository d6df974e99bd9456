import { expect, it } from 'vitest'
import { withSmallSpans } from './table-spans.ts'

it('lets no pasted cell span more than any plan has, and leaves everything else as it is', () => {
  expect(withSmallSpans('<td colspan="100000">x</td><TH class="a" rowspan=65000 COLSPAN = \'2\'>y</TH>')).toBe(
    '<td colspan="100">x</td><TH class="a" rowspan=100 COLSPAN = \'2\'>y</TH>',
  )
  const harmless = '<td colspan="3" rowspan="100">colspan="100000"</td><p title="colspan=5000">x</p>'
  expect(withSmallSpans(harmless)).toBe(harmless)
})
