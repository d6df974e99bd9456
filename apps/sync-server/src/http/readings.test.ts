import { expect, test } from 'vitest'
import { Readings } from './readings.ts'

const failures = () => {
  let now = 0
  return {
    keptFor: 30_000,
    clock: { now: () => now },
    pass(ms: number) {
      now += ms
    },
  }
}

/** Somebody who reads, and whose readings end when the test says. */
function aReader() {
  const begun: { readonly what: string; end(value: string): void; fail(): void }[] = []
  return {
    begun,
    names: () => begun.map(({ what }) => what),
    read: (what: string) => () =>
      new Promise<string>((resolve, reject) => {
        begun.push({ what, end: resolve, fail: () => reject(new Error(`${what} cannot be read`)) })
      }),
  }
}

test('RE2 ten who ask for the same at once share one reading, and it is kept until its mark changes', async () => {
  const readings = new Readings<string>(10)
  const { begun, names, read } = aReader()
  const asked = Array.from({ length: 10 }, () => readings.get('plan', '1', read('one')))
  begun[0]!.end('words')
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['words']))
  expect(await readings.get('plan', '1', read('again'))).toBe('words')
  void readings.get('plan', '2', read('two'))
  expect(names()).toEqual(['one', 'two'])
})

test('RE2 while one is read, everybody who wants something newer shares the newest that comes after it', async () => {
  const readings = new Readings<string>(10)
  const { begun, names, read } = aReader()
  const first = readings.get('plan', '1', read('one'))
  const later = ['2', '3', '4'].map((mark) => readings.get('plan', mark, read(mark)))
  expect(names()).toEqual(['one'])
  begun[0]!.fail()
  await expect(first).rejects.toThrow('one cannot be read')
  await expect.poll(names).toEqual(['one', '4'])
  begun[1]!.end('newest')
  expect(await Promise.all(later)).toEqual(['newest', 'newest', 'newest'])
  expect(await readings.get('plan', '4', read('again'))).toBe('newest')
})

test('RE2 what could not be read is left alone for a while, unless it changes', async () => {
  const time = failures()
  const readings = new Readings<string>(10, time)
  const { begun, names, read } = aReader()
  const first = readings.get('plan', '1', read('one'))
  begun[0]!.fail()
  await expect(first).rejects.toThrow()
  await expect(readings.get('plan', '1', read('too soon'))).rejects.toThrow('one cannot be read')
  time.pass(30_000)
  void readings.get('plan', '1', read('in time'))
  begun[1]!.end('words')
  void readings.get('other', '1', read('other'))
  begun[2]!.fail()
  await expect(readings.get('other', '1', read('too soon'))).rejects.toThrow()
  void readings.get('other', '2', read('changed'))
  expect(names()).toEqual(['one', 'in time', 'other', 'changed'])
})

test('the ones that were not used for longest go first', async () => {
  const readings = new Readings<string>(2)
  const get = (name: string, value: string) => readings.get(name, '1', async () => value)
  await get('a', 'first')
  await get('b', 'first')
  await get('a', 'second')
  await get('c', 'first')
  expect(await get('a', 'second')).toBe('first')
  expect(await get('b', 'second')).toBe('second')
})
