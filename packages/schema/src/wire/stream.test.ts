import { expect, test } from 'vitest'
import { encodePost, POST_MESSAGES, type Post, readPost } from './stream.ts'

const posts: Post[] = [
  { first: 1, messages: [] },
  { first: 1, messages: [Uint8Array.of(3)] },
  { first: 2 ** 40, messages: [Uint8Array.of(0, 2, 2, 0, 0), new Uint8Array(70_000).fill(7), Uint8Array.of()] },
]

test.each(posts)('a POST survives the way', (post) => {
  expect(readPost(encodePost(post))).toEqual(post)
})

test('a POST that is cut within a message is none', () => {
  const whole = encodePost({ first: 300, messages: [Uint8Array.of(1, 2, 3)] })
  for (const length of [0, 1, 3, 4, 5]) expect(readPost(whole.subarray(0, length))).toBeUndefined()
})

test('lengths that lie, numbers from zero and endless tiny messages are refused', () => {
  expect(readPost(Uint8Array.of(0))).toBeUndefined()
  expect(readPost(Uint8Array.of(1, 200, 1, 5))).toBeUndefined()
  expect(readPost(Uint8Array.of(1, ...Array.from({ length: 9 }, () => 255), 1))).toBeUndefined()
  const crowd = Array.from({ length: POST_MESSAGES + 1 }, () => Uint8Array.of(3))
  expect(readPost(encodePost({ first: 1, messages: crowd }))).toBeUndefined()
})
