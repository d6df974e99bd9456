import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { mapIndex, spliceBetween } from './splice.ts'
import { bindText, type TextControl } from './text-binding.ts'

/** A form control without a page: a value, a selection, and the browser's own rule for replaced text. */
class FakeControl extends EventTarget {
  selectionStart = 0
  selectionEnd = 0
  #value = ''
  readonly ownerDocument = { activeElement: this as unknown }

  get value() {
    return this.#value
  }

  set value(next: string) {
    this.#value = next.replace(/\r\n?/g, '\n')
    this.setSelectionRange(this.#value.length, this.#value.length)
  }

  setSelectionRange(start: number, end: number) {
    this.selectionStart = Math.min(start, this.#value.length)
    this.selectionEnd = Math.min(end, this.#value.length)
  }

  setRangeText(text: string, start: number, end: number) {
    const [from, to] = [this.selectionStart, this.selectionEnd]
    const moved = (at: number) => (at > end ? at + text.length - (end - start) : Math.min(at, start))
    this.#value = this.#value.slice(0, start) + text + this.#value.slice(end)
    this.setSelectionRange(moved(from), moved(to))
  }

  /** What the browser does for a key or a paste: replaces the selection, then says so. */
  type(text: string) {
    const at = this.selectionStart
    this.#value = this.#value.slice(0, at) + text + this.#value.slice(this.selectionEnd)
    this.setSelectionRange(at + text.length, at + text.length)
    this.dispatchEvent(new Event('input'))
  }

  /** One state of a composition: what it wrote last time is replaced. */
  compose(text: string, replaced: number) {
    if (replaced === 0) this.dispatchEvent(new Event('compositionstart'))
    this.setSelectionRange(this.selectionEnd - replaced, this.selectionEnd)
    this.type(text)
  }

  commit() {
    this.dispatchEvent(new Event('compositionend'))
  }

  caret(at: number) {
    this.setSelectionRange(at, at)
  }
}

function bound(initial: string, options: { singleLine?: boolean } = {}) {
  const doc = new Y.Doc()
  const text = doc.getText('t')
  text.insert(0, initial)
  const control = new FakeControl()
  const undone: string[] = []
  const unbind = bindText(control as unknown as TextControl, text, {
    origin: 'field',
    onDraw: () => {},
    onCaret: () => {},
    onUndo: (direction) => undone.push(direction),
    ...options,
  })
  const other = new Y.Doc()
  const meet = () => {
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc), 'remote')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'remote')
  }
  meet()
  return { text, control, undone, unbind, doc, other: other.getText('t'), meet }
}

describe('typing', () => {
  it('writes one splice where the caret is', () => {
    const { text, control, doc } = bound('aaaa')
    const writes: unknown[] = []
    doc.on('update', (_: Uint8Array, origin: unknown) => writes.push(origin))
    control.caret(2)
    control.type('a')
    expect(text.toDelta()).toEqual([{ insert: 'aaaaa' }])
    expect(writes).toEqual(['field'])
    expect(control.selectionEnd).toBe(3)
  })

  it('lands where it was typed, also in a run of one letter', () => {
    const { text, control, other, meet } = bound('aa')
    control.caret(1)
    control.type('a')
    other.insert(2, '!')
    meet()
    expect(text.toString()).toBe('aaa!')
    control.caret(0)
    control.type('b')
    expect(text.toString()).toBe('baaa!')
  })

  it('never cuts a pair of surrogates', () => {
    const { text, control } = bound('😀😁')
    control.setSelectionRange(2, 4)
    control.type('😂')
    expect(text.toString()).toBe('😀😂')
    expect(spliceBetween('😀', '😁', 2)).toEqual({ at: 0, remove: 2, insert: '😁' })
  })

  it('makes half of a letter what others will get of it', () => {
    const { text, control, other, meet } = bound('ab')
    control.caret(1)
    control.type('\ud83d!')
    meet()
    expect(other.toString()).toBe('a\ufffd!b')
    expect(text.toString()).toBe(other.toString())
    expect(control.value).toBe(other.toString())
    expect(control.selectionEnd).toBe(3)
  })

  it('keeps a pasted line break, and makes a space of it in a single line', () => {
    const many = bound('ab')
    many.control.caret(1)
    many.control.type('\n')
    expect(many.text.toString()).toBe('a\nb')
    const single = bound('ab', { singleLine: true })
    single.control.caret(1)
    single.control.type('1\r\n2\n3')
    expect(single.text.toString()).toBe('a1 2 3b')
    expect(single.control.value).toBe('a1 2 3b')
    expect(single.control.selectionEnd).toBe(6)
  })

  it('goes to the plan for undo, never to the control', () => {
    const { control, undone } = bound('ab')
    const event = new Event('beforeinput', { cancelable: true })
    control.dispatchEvent(Object.assign(event, { inputType: 'historyUndo' }))
    expect(undone).toEqual(['undo'])
    expect(event.defaultPrevented).toBe(true)
  })
})

describe('what others write', () => {
  it('is shown in place and leaves my caret at my words', () => {
    const { control, other, meet } = bound('one three')
    control.caret(9)
    other.insert(4, 'two ')
    meet()
    expect(control.value).toBe('one two three')
    expect(control.selectionEnd).toBe(13)
    control.caret(4)
    other.insert(4, 'and ')
    meet()
    expect(control.selectionEnd).toBe(4)
  })

  it('may hold what a control cannot: a carriage return, an embedded object', () => {
    const { control, other, text, meet } = bound('ab')
    other.insert(1, '\r\n')
    other.insertEmbed(0, { image: 1 })
    meet()
    expect(control.value).toBe('\ufffca \nb')
    control.caret(5)
    control.type('!')
    expect(text.toString().endsWith('b!')).toBe(true)
    expect(text.toString()).toContain('\r\n')
  })
})

describe('an input method', () => {
  it('is left alone while it composes; remote words wait and come at its end', () => {
    const { control, other, text, meet } = bound('ab')
    control.caret(2)
    control.compose('に', 0)
    other.insert(0, 'Remote ')
    meet()
    expect(control.value).toBe('abに')
    control.compose('日本', 1)
    control.commit()
    meet()
    expect(text.toString()).toBe('Remote ab日本')
    expect(control.value).toBe('Remote ab日本')
    expect(control.selectionEnd).toBe(11)
    expect(other.toString()).toBe('Remote ab日本')
  })

  it('writes nothing before its end, and what it has when the field is left', () => {
    const { control, text } = bound('')
    control.compose('に', 0)
    expect(text.toString()).toBe('')
    control.dispatchEvent(new Event('blur'))
    expect(text.toString()).toBe('に')
  })

  it('keeps remote words when it ends with nothing', () => {
    const { control, other, text, meet } = bound('ab')
    control.caret(1)
    control.compose('x', 0)
    other.insert(2, ' more')
    meet()
    control.compose('', 1)
    control.commit()
    expect(text.toString()).toBe('ab more')
    expect(control.value).toBe('ab more')
    expect(control.selectionEnd).toBe(1)
  })
})

it('both keep everything in a long exchange with compositions', { timeout: 60_000 }, () => {
  let seed = 7
  const random = (limit: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 1
    return seed % limit
  }
  const { control, other, text, meet } = bound('start')
  let [mine, theirs] = [0, 0]
  for (let step = 0; step < 400; step++) {
    if (random(2) === 0) {
      control.caret(random(control.value.length + 1))
      const word = `m${mine++};`
      if (random(3) > 0) control.type(word)
      else {
        control.compose('…', 0)
        other.insert(random(other.length + 1), `t${theirs++};`)
        meet()
        control.compose(word, 1)
        control.commit()
      }
    } else other.insert(random(other.length + 1), `t${theirs++};`)
    meet()
    expect(control.value).toBe(text.toString())
    expect(other.toString()).toBe(text.toString())
  }
  const letters = [...text.toString()]
  expect(letters.filter((letter) => letter === 'm')).toHaveLength(mine)
  expect(letters.filter((letter) => letter === ';')).toHaveLength(mine + theirs)
})

it('an unbound control is left alone', () => {
  const { control, text, unbind } = bound('ab')
  unbind()
  text.insert(0, 'x')
  control.type('y')
  expect(control.value).toBe('aby')
  expect(text.toString()).toBe('xab')
})

it('an index moves with what is written before it', () => {
  expect(mapIndex(3, [{ retain: 1 }, { insert: 'abc' }])).toBe(6)
  expect(mapIndex(3, [{ retain: 3 }, { insert: 'abc' }])).toBe(3)
  expect(mapIndex(3, [{ retain: 1 }, { delete: 5 }])).toBe(1)
  expect(mapIndex(3, [{ insert: { embed: 1 } }])).toBe(4)
})
