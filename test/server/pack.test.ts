import { createHash } from 'node:crypto'
import {
  beginNote,
  blocksRoot,
  canonicalText,
  newId,
  noteAt,
  type PackFile,
  packFile,
  type Side,
} from '@concord/schema'
import { beforeAll, expect, test } from 'vitest'
import { joinRoom } from '../support/stock-client.ts'
import { aWish } from './share-desk.ts'
import { aSharedServer, aStockClient, cookieOf, eventually, linkOf, makeRole, memberOf, planOf } from './support.ts'

const server = aSharedServer()
const address = (plan = planOf(server())) => `${server().url}/api/plans/${plan}/pack`
const secrets: Record<Side, string> = { vendor: 'canary of the vendor', partner: 'canary of the partner' }

async function textOf(side: Side): Promise<string> {
  const response = await fetch(address(), { headers: { cookie: await cookieOf(linkOf(server(), side)) } })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-disposition')).toMatch(
    new RegExp(`^attachment; filename="concord-${planOf(server())}-${side}-\\d{4}-\\d\\d-\\d\\d\\.json"$`),
  )
  return response.text()
}
const packOf = async (side: Side): Promise<PackFile> => packFile.parse(JSON.parse(await textOf(side)))
const sha256 = (json: unknown) => createHash('sha256').update(canonicalText(json)).digest('hex')

beforeAll(async () => {
  for (const side of ['vendor', 'partner'] as const) {
    const cookie = await cookieOf(linkOf(server(), side))
    const { doc, leave } = await joinRoom(server().url, `side:${planOf(server())}:${side}`, cookie)
    noteAt(doc, beginNote(doc, 'goalBook8nFB'))!.text.insert(0, secrets[side])
    await eventually(async () => (await textOf(side)).includes(secrets[side]))
    leave()
  }
})

test('XP1 XP2 an owner gets the plan, what was signed, and hashes that anybody can prove', async () => {
  const pack = await packOf('vendor')
  expect(sha256(pack.content)).toBe(pack.hash)
  expect(pack.revisions.length).toBeGreaterThan(0)
  for (const { content, hash } of pack.revisions) expect(sha256(content)).toBe(hash)
  expect(pack.facts.signOffs.map(({ hash }) => hash)).toEqual(pack.revisions.map(({ hash }) => hash))
  expect(pack.content.meta.title).toBe('Joint business plan FY2026')
  expect(pack.markdown).toMatch(/^# Joint business plan FY2026\n\n/)
  expect(pack.markdown).toContain('### G1')
  expect(pack.facts.keys.goalBook8nFB).toBe('G1')
  expect(Object.values(pack.private.notes)).toMatchObject([{ block: 'goalBook8nFB', text: secrets.vendor }])
  const { name } = await memberOf(server(), 'vendor')
  const written = { at: expect.any(Number), by: { side: 'vendor', role: 'owner', name } }
  expect(pack.noteWriters).toEqual({ [Object.keys(pack.private.notes)[0]!]: { first: written, last: written } })
})

test('XP2 a content that was changed does not fit its hash', async () => {
  const pack = await packOf('partner')
  const changed = JSON.parse(JSON.stringify(pack.content))
  changed.meta.title = `${changed.meta.title}.`
  expect(sha256(changed)).not.toBe(pack.hash)
})

test('XP3 a pack holds no byte of what is private to the other side, no token, and nobody of it by name', async () => {
  const cookies = {
    vendor: await cookieOf(linkOf(server(), 'vendor')),
    partner: await cookieOf(linkOf(server(), 'partner')),
  }
  const post = (side: Side, path: string, body: unknown) =>
    fetch(`${server().url}/api/plans/${planOf(server())}${path}`, {
      method: 'POST',
      headers: { cookie: cookies[side], 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const made = await post('vendor', '/share-links', aWish({ password: 'a long password', days: 7 }))
  const token = ((await made.json()) as { url: string }).url.split('/').at(-1)!
  await post('vendor', '/invitations', {
    mail: 'noor@halvern.example',
    side: 'vendor',
    role: 'editor',
    guestUntil: null,
  })
  const [vendor, partner] = [await textOf('vendor'), await textOf('partner')]
  expect(vendor).not.toContain(secrets.partner)
  expect(partner).not.toContain(secrets.vendor)
  for (const text of [vendor, partner]) {
    expect(text).not.toContain(token)
    expect(text).not.toMatch(/tokenHash|passwordHash|cookie|scrypt/i)
    for (const cookie of Object.values(cookies)) expect(text).not.toContain(cookie.split('=')[1])
  }
  const [ours, theirs] = [packFile.parse(JSON.parse(vendor)), packFile.parse(JSON.parse(partner))]
  expect(ours.invitations.map(({ mail }) => mail)).toEqual(['noor@halvern.example'])
  expect(ours.shareLinks).toMatchObject([{ role: 'viewer', hasPassword: true, endedAt: null }])
  expect(theirs.invitations).toEqual([])
  expect(theirs.shareLinks).toEqual([])
  expect(partner).not.toContain('noor@halvern.example')
  const vendors = ours.members.filter(({ side }) => side === 'vendor').map(({ name }) => name)
  expect(vendors).toContain((await memberOf(server(), 'vendor')).name)
  expect(theirs.members.filter(({ side }) => side === 'vendor')).toHaveLength(vendors.length)
  expect(
    theirs.members.filter(({ side }) => side === 'vendor').every(({ name, mail }) => name === null && mail === null),
  ).toBe(true)
  expect(theirs.facts.members.every(({ side }) => side === 'partner')).toBe(true)
})

test('XP1 taking one is in the audit log, and the pack holds the acts of its own side', async () => {
  const before = (await packOf('vendor')).audit.filter(({ act }) => act === 'packTaken').length
  await packOf('partner')
  const { audit } = await packOf('vendor')
  expect(audit.filter(({ act }) => act === 'packTaken')).toHaveLength(before + 1)
  expect(audit.every(({ by }) => by?.side === 'vendor')).toBe(true)
})

test('XP4 the history of fields is told: who by name on one’s own side, by side and role on the other', async () => {
  const { doc, provider } = await aStockClient(server(), 'partner')
  const block = blocksRoot(doc).get('goalBook8nFB') as import('yjs').Map<unknown>
  block.set('target', 1_234_567)
  const changeIn = (pack: PackFile) =>
    pack.changes.find(({ block, path, value }) => block === 'goalBook8nFB' && path === 'target' && value === 1_234_567)
  await eventually(async () => changeIn(await packOf('vendor')) !== undefined)
  provider.destroy()
  const { name } = await memberOf(server(), 'partner')
  expect(changeIn(await packOf('vendor'))).toMatchObject({
    act: 'set',
    by: { side: 'partner', role: 'owner', name: null },
  })
  expect(changeIn(await packOf('partner'))).toMatchObject({ act: 'set', by: { side: 'partner', role: 'owner', name } })
})

test('XP1 everybody who is no owner of a side is refused, and nobody learns of a plan that is not his', async () => {
  const status = async (cookie: string, plan?: string, method = 'GET') =>
    (await fetch(address(plan), { method, headers: { cookie } })).status
  const cookie = await cookieOf(linkOf(server(), 'partner'))
  for (const role of ['editor', 'commenter', 'viewer'] as const) {
    await makeRole(server(), 'partner', role)
    expect(await status(cookie), role).toBe(403)
  }
  await makeRole(server(), 'partner', 'owner')
  expect(await status('')).toBe(401)
  expect(await status(cookie, newId())).toBe(404)
  const made = await fetch(`${server().url}/api/plans/${planOf(server())}/share-links`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(aWish()),
  })
  const { url } = (await made.json()) as { url: string }
  const { FormBrowser } = await import('../support/form-browser.ts')
  const visitor = new FormBrowser(server().url)
  await visitor.post(new URL(url).pathname, {})
  expect(await status(visitor.cookies)).toBe(403)
  // A question about the file alone is answered and takes nothing.
  for (let times = 0; times < 3; times += 1) expect(await status(cookie, undefined, 'HEAD')).toBe(200)
  expect(await status(cookie)).toBe(200)
})
