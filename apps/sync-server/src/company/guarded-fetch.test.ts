import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { guardedFetch } from './guarded-fetch.ts'

/** A server of this machine that counts who asks it. */
async function aServer(answer: { location?: string; bytes?: number } = {}) {
  const seen: string[] = []
  const http = createServer((request, response) => {
    seen.push(request.url ?? '')
    if (answer.location) response.writeHead(302, { location: answer.location })
    response.end(Buffer.alloc(answer.bytes ?? 2, 'x'))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void http.close())
  return { url: new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}`), seen }
}

const get = { method: 'GET', headers: {}, body: undefined, redirect: 'manual' } as const

test('OI7 whatever an issuer says of itself, nothing is fetched but from its own origin and those that were set', async () => {
  const inside = await aServer()
  const issuer = await aServer({ location: inside.url.href })
  const further = await aServer()
  const fetchFrom = guardedFetch({ issuer: issuer.url, origins: [further.url.origin] })
  await expect(fetchFrom(inside.url.href, get)).rejects.toThrow('is not one of the origins')
  await expect(fetchFrom('http://169.254.169.254/latest', get)).rejects.toThrow('is not one of the origins')
  expect((await fetchFrom(`${issuer.url}keys`, get)).status).toBe(302)
  expect(await (await fetchFrom(`${further.url}keys`, get)).text()).toBe('xx')
  expect([inside.seen, issuer.seen, further.seen]).toEqual([[], ['/keys'], ['/keys']])
})

test('OI7 an answer without end is not read to its end', async () => {
  const issuer = await aServer({ bytes: 2_000_000 })
  await expect(guardedFetch({ issuer: issuer.url, origins: [] })(issuer.url.href, get)).rejects.toThrow('too large')
})
