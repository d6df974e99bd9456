import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { FactsResponse } from '@concord/schema'
import { messageType, metaRoot, readNotice } from '@concord/schema'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { concordCommand, type Told } from '../support/command.ts'
import { Concord } from '../support/concord.ts'
import { joinRoom } from '../support/stock-client.ts'
import { aFolder, cookieOf, oneWriter, RawClient, stepTwo, update } from './support.ts'

/** A command that should do its work. */
async function done(...args: string[]): Promise<string> {
  const { code, out, problem } = await concordCommand(args)
  expect(problem).toBe('')
  expect(code).toBe(0)
  return out
}

/** A command that should refuse, in one sentence. */
async function refusal(...args: string[]): Promise<string> {
  const { code, out, problem } = await concordCommand(args)
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(problem.split('\n')).toHaveLength(1)
  return problem
}

const ana = ['user', 'add', 'ana@halvern.example', '--name', 'Ana Ruiz']

async function aConcord(): Promise<Concord> {
  const concord = new Concord()
  onTestFinished(() => concord.dispose())
  await concord.start()
  return concord
}

test('CL1 a person of a company that is not known yet can sign in, said once or twice', async () => {
  const data = ['--data', join(aFolder(), 'new')]
  expect(await refusal(...ana, ...data)).toMatch(/^halvern\.example is the mail domain of no company yet/)
  const first = await done(...ana, '--company', 'Halvern Analytics', '--domain', 'halvern-eu.example', ...data)
  expect(first).toBe(
    [
      'Ana Ruiz (ana@halvern.example) can sign in for Halvern Analytics.',
      'So can everybody else with an address at halvern-eu.example, halvern.example.',
      'Sign in at http://localhost:8787/sign-in',
    ].join('\n'),
  )
  expect(await done(...ana, ...data)).toMatch(/^Ana Ruiz \(ana@halvern\.example\) could sign in for Halvern/)
  const bo = await done('user', 'add', 'Bo@Halvern-EU.example', '--name', 'Bo Lind', '--company', 'Other', ...data)
  expect(bo).toMatch(/^Bo Lind \(bo@halvern-eu\.example\) can sign in for Halvern Analytics\./)
  expect(bo).toMatch(/the name 'Other' was not used/)
})

test.each([
  ['ana@', 'not a mail address'],
  ['ana@gmail.com', 'Anybody can have an address at gmail.com'],
  ['ana@hаlvern.example', 'mail knows it as xn--hlvern-3nf.example'],
  ['ana@halvern.example --domain gmail.com', 'Anybody can have an address at gmail.com'],
  ['ana@halvern.example --nmae Ana', 'was not understood'],
])('CL2 %s is refused in a sentence and nothing is made', async (typed, sentence) => {
  const data = join(aFolder(), 'new')
  expect(
    await refusal('user', 'add', ...typed.split(' '), '--name', 'Ana', '--company', 'Halvern', '--data', data),
  ).toContain(sentence)
  expect(existsSync(data)).toBe(false)
})

test('CL2 a mail domain of another company is refused, and a running Concord of another version', async () => {
  const data = ['--data', aFolder()]
  await done(...ana, '--company', 'Halvern Analytics', ...data)
  const bo = ['user', 'add', 'bo@dunmarsh.example', '--name', 'Bo', '--company', 'Dunmarsh', ...data]
  await done(...bo)
  expect(await refusal(...bo, '--domain', 'halvern.example')).toBe(
    'The mail domain halvern.example belongs to Halvern Analytics already.',
  )
  const concord = await aConcord()
  const db = new DatabaseSync(join(concord.data, 'concord.db'))
  db.exec('DELETE FROM kysely_migration WHERE name = (SELECT max(name) FROM kysely_migration)')
  db.close()
  expect(await refusal(...ana, '--company', 'Halvern', '--data', concord.data)).toMatch(
    /Concord of another version runs/,
  )
})

test('CL1 CL3 CL4 a backup in mid-typing holds all that was acknowledged, and editors give back what came after', async () => {
  const [concord, again] = [await aConcord(), new Concord()]
  onTestFinished(() => again.dispose())
  const { url, room, plan, links } = concord.ready
  await done(...ana, '--company', 'Halvern Analytics', '--data', concord.data)
  const cookie = await cookieOf(links.vendor)
  const partner = await joinRoom(url, room, await cookieOf(links.partner))
  const writer = new RawClient(`${url.replace('http', 'ws')}/sync/${room}?saved=1`, { cookie })
  await new Promise<void>((resolve) => writer.socket.once('open', () => resolve()))
  const facts = await factsOf(url, plan, cookie)
  const keys: string[] = []
  const typing = typeUntilClosed(writer, keys)
  await writer.hearNotice('saved', ({ frames }) => frames >= 200)
  const before = savedFrames(writer)
  const file = join(aFolder(), 'concord.tar')
  const typedAt = keys.length
  expect(await done('backup', file, '--data', concord.data)).toMatch(/^Everything is in .*1 room, every checksum right/)
  expect(keys.length).toBeGreaterThan(typedAt)
  // The partner's editor holds words that the backup does not.
  const late = keys.at(-1)!
  await seen(partner.doc, late)
  await concord.kill()
  await typing
  partner.leave()
  rmSync(concord.data, { recursive: true })

  expect(await done('restore', file, '--data', again.data)).toMatch(/is as it was at 20/)
  await again.start()
  expect((await fetch(`${again.ready.url}/api/session`, { headers: { cookie } })).status).toBe(401)
  const vendor = await cookieOf(again.ready.links.vendor)
  expect(new URL(again.ready.links.vendor).pathname).toBe(new URL(links.vendor).pathname)
  expect(await factsOf(again.ready.url, plan, vendor)).toEqual(facts)
  const reader = await joinRoom(again.ready.url, room, vendor)
  onTestFinished(reader.leave)
  expect(keys.slice(0, before).filter((key) => !metaRoot(reader.doc).has(key))).toEqual([])
  expect(metaRoot(reader.doc).has(late)).toBe(false)
  expect(await done(...ana, '--data', again.data)).toMatch(/could sign in for Halvern Analytics already/)

  const editor = new RawClient(`${again.ready.url.replace('http', 'ws')}/sync/${room}?saved=1`, {
    cookie: await cookieOf(again.ready.links.partner),
  })
  await new Promise<void>((resolve) => editor.socket.once('open', () => resolve()))
  editor.send(stepTwo(Y.encodeStateAsUpdate(partner.doc, Y.encodeStateVector(reader.doc))))
  await editor.hearNotice('saved')
  await seen(reader.doc, late)
})

/** Types one value after the other until the socket ends; notes every key. */
async function typeUntilClosed(writer: RawClient, keys: string[]): Promise<void> {
  const write = oneWriter()
  while (writer.socket.readyState === writer.socket.OPEN) {
    keys.push(`k${keys.length}`)
    writer.send(update(write(keys.at(-1)!, 'x')))
    // The pace of a fast typist, or the plan would grow with the slowness of the machine.
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await writer.closed
}

function savedFrames({ heard }: RawClient): number {
  const last = heard.findLast((each) => each[0] === messageType.notice && readNotice(each)?.type === 'saved')
  const notice = last && readNotice(last)
  return notice?.type === 'saved' ? notice.frames : 0
}

const seen = (doc: Y.Doc, key: string) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (metaRoot(doc).has(key)) resolve()
    }
    doc.on('afterAllTransactions', look)
    look()
  })

async function factsOf(url: string, plan: string, cookie: string): Promise<FactsResponse> {
  const response = await fetch(`${url}/api/plans/${plan}/facts`, { headers: { cookie } })
  expect(response.status).toBe(200)
  return (await response.json()) as FactsResponse
}

/** One data folder and one backup of it, for what must leave both as they are. */
let source: Concord
let file: string
beforeAll(async () => {
  source = new Concord()
  await source.start()
  file = join(source.data, '..', `concord-${process.pid}.tar`)
  await done('backup', file, '--data', source.data)
})
afterAll(async () => {
  await source.dispose()
  rmSync(file)
})

test('CL3 a backup writes over nothing, leaves no half file, and is readable by its owner only', async () => {
  const before = readFileSync(file)
  expect(await refusal('backup', file, '--data', source.data)).toMatch(/exists already/)
  expect(readFileSync(file).equals(before)).toBe(true)
  const folder = aFolder()
  expect(await refusal('backup', join(folder, 'none.tar'), '--data', folder)).toMatch(/There is no Concord in/)
  expect(readdirSync(folder)).toEqual([])
  expect(statSync(file).mode & 0o077).toBe(0)
})

test('CL5 a file that is no backup, and a data folder in use or not empty, are refused and left as they are', async () => {
  const folder = aFolder()
  const other = join(folder, 'other.txt')
  writeFileSync(other, 'This is somebody else’s.'.repeat(100))
  const empty = join(folder, 'empty')
  expect(await refusal('restore', other, '--data', empty)).toMatch(/is no backup of Concord/)
  expect(readdirSync(empty)).toEqual(['concord.lock'])
  expect(await refusal('restore', file, '--data', folder)).toMatch(/is not empty/)
  expect(readdirSync(folder).toSorted()).toEqual(['empty', 'other.txt'])
  expect(await refusal('restore', file, '--data', source.data)).toMatch(/Another Concord is already using/)
  expect(await refusal('restore', file, '--replace', '--data', source.data)).toMatch(/Another Concord is already using/)
})

test('CL1 CL5 --replace keeps what was there beside what comes, and a Concord starts on it', async () => {
  const concord = await aConcord()
  await concord.kill()
  // The next start must still know that this one was cut off.
  const log = readFileSync(join(concord.data, 'concord.db-wal'))
  await done(...ana, '--company', 'Halvern Analytics', '--data', concord.data)
  expect(readFileSync(join(concord.data, 'concord.db-wal')).length).toBeGreaterThanOrEqual(log.length)
  const old = readFileSync(join(concord.data, 'link-secret'))
  const told = await done('restore', file, '--replace', '--data', concord.data)
  const kept = /kept in (.+)\.$/m.exec(told)![1]!
  expect(readFileSync(join(kept, 'link-secret')).equals(old)).toBe(true)
  const again = new DatabaseSync(join(kept, 'concord.db'))
  expect(again.prepare('SELECT count(*) AS plans FROM plans').get()).toMatchObject({ plans: 1 })
  again.close()
  await concord.start()
  expect(concord.ready.plan).toBe(source.ready.plan)
})

/** The lines of the doctor, by what they are about. */
async function doctor(
  args: string[],
  env: Record<string, string> = {},
): Promise<Told & { states: Record<string, string> }> {
  const told = await concordCommand(['doctor', '--json', ...args], env)
  const { checks, isGood } = JSON.parse(told.out)
  expect(told.code).toBe(isGood ? 0 : 1)
  return {
    ...told,
    states: Object.fromEntries(checks.map((each: { name: string; state: string }) => [each.name, each.state])),
  }
}

test('CL6 a running Concord is found in order, and nothing is changed', async () => {
  const { url } = source.ready
  const before = readdirSync(source.data)
  const { code, out } = await concordCommand(['doctor', '--data', source.data], { CONCORD_PORT: new URL(url).port })
  expect(code).toBe(0)
  expect(out).toMatch(/^✓ good {2}Database {5}1 room, every checksum right\.$/m)
  expect(out).toMatch(/^✓ good {2}Server .* as process \d+\.$/m)
  expect(out).toMatch(/^! look {2}Mail /m)
  expect(readdirSync(source.data)).toEqual(before)
})

test('CL6 the doctor tells damaged rows, a clock that is behind, and an address that leads nowhere', async () => {
  const folder = aFolder()
  await done('restore', file, '--data', folder)
  const db = new DatabaseSync(join(folder, 'concord.db'))
  db.exec('UPDATE updates SET at = at + 86400000')
  db.close()
  const { states, out } = await doctor(['--data', folder], { CONCORD_URL: 'http://127.0.0.1:9' })
  expect(states).toMatchObject({ database: 'bad', mail: 'bad', address: 'look' })
  expect(out).toContain(`Rows of 1 room are not what was written: ${source.ready.room}`)
  const late = new DatabaseSync(join(folder, 'concord.db'))
  late.exec('UPDATE updates SET at = at - 86400000')
  late
    .prepare('INSERT INTO audit (at, plan, act, via, device, address, subject) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(...[Date.now() + 3_600_000, 'p', 'planStarted', 'clock', '', '', '{}'])
  late.close()
  expect((await doctor(['--data', folder])).states).toMatchObject({ database: 'good', clock: 'bad' })
  expect((await doctor(['--data', folder], { CONCORD_LIMITS: '{"nope":1}' })).states).toEqual({
    settings: 'bad',
    node: 'good',
  })
})

test('CL6 the doctor proves the name and password of the mail server, and never prints them', async () => {
  const smtp = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, answer) =>
      username === 'concord' && password === 'canary' ? answer(null, { user: 'concord' }) : answer(new Error('No.')),
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => smtp.close(() => resolve())))
  const { port } = smtp.server.address() as { port: number }
  const look = (password: string, more: Record<string, string> = {}) =>
    doctor(['--data', source.data], { CONCORD_SMTP: `smtp://concord:${password}@127.0.0.1:${port}`, ...more })
  const right = await look('canary', { CONCORD_MAIL_FROM: 'Concord <plans@concord.example>' })
  expect(right.states.mail).toBe('good')
  expect((await look('canary')).states.mail).toBe('look')
  const wrong = await look('canary2')
  expect(wrong.states.mail).toBe('bad')
  expect(wrong.code).toBe(1)
  for (const { out } of [right, wrong]) expect(out).not.toContain('canary')
})

test('CL3 a room whose rows are damaged is told, and no backup is called one', async () => {
  const folder = aFolder()
  await done('restore', file, '--data', folder)
  const db = new DatabaseSync(join(folder, 'concord.db'))
  db.exec('UPDATE updates SET at = at + 1')
  db.close()
  const bad = join(folder, 'bad.tar')
  expect(await refusal('backup', bad, '--data', folder)).toMatch(/^Rows of 1 room in .* are damaged, so no backup/)
  expect(existsSync(bad)).toBe(false)
})
