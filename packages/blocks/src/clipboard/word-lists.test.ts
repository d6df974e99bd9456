import { describe, expect, it } from 'vitest'
import { listsOfWord } from './word-lists.ts'

const item = (bullet: string, text: string, level = 1) =>
  `<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${bullet}<span>&nbsp;&nbsp; </span></span><![endif]>${text}</p>`

describe('a list pasted from Word', () => {
  it('is a list, without the bullets that Word writes as text', () => {
    expect(listsOfWord(`<p>Before</p>${item('·', 'first')}\n${item('·', 'second')}<p>After</p>`)).toBe(
      '<p>Before</p><ul><li><p>first</p></li><li><p>second</p></li></ul><p>After</p>',
    )
  })

  it('is numbered where Word numbers it', () => {
    expect(listsOfWord(item('1.', 'one') + item('2.', 'two'))).toBe('<ol><li><p>one</p></li><li><p>two</p></li></ol>')
  })

  it('keeps what stands deeper below its item', () => {
    expect(listsOfWord(item('·', 'a') + item('o', 'b', 2) + item('·', 'c'))).toBe(
      '<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ul>',
    )
  })

  it('is two lists where a paragraph stands between', () => {
    expect(listsOfWord(`${item('·', 'a')}<p>x</p>${item('·', 'b')}`)).toBe(
      '<ul><li><p>a</p></li></ul><p>x</p><ul><li><p>b</p></li></ul>',
    )
  })

  it('leaves other HTML alone', () => {
    const html = '<p style="color:red">text</p><ul><li>item</li></ul>'
    expect(listsOfWord(html)).toBe(html)
  })
})
