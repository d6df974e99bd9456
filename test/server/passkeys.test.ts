import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { Authenticator, type Lies } from '../support/authenticator.ts'
import { FormBrowser } from '../support/form-browser.ts'
import { ShareDesk } from './share-desk.ts'
import { aServer, eventually, linkOf } from './support.ts'

const ANA = 'ana.moreno@halvern.example'
const MINUTE = 60_000
const desk = new ShareDesk()

const aBrowser = () => new FormBrowser(desk.server.url)
const asJson = async (page: Promise<{ html: string }>) => JSON.parse((await page).html)
const challengeFor = (browser: FormBrowser) => asJson(browser.post('/sign-in/passkey/challenge', {}))
const inviteFor = (browser: FormBrowser) => asJson(browser.post('/account/passkeys/challenge', {}))

/** Ana in a browser in which she proved her mailbox just now, an hour after she last did. */
async function ana(): Promise<FormBrowser> {
  desk.clock.advance(61 * MINUTE)
  const browser = aBrowser()
  await desk.signIn(browser, ANA)
  return browser
}

/** A passkey of Ana's, and her browser. */
async function aPasskey(browser?: FormBrowser): Promise<{ passkey: Authenticator; owner: FormBrowser }> {
  const owner = browser ?? (await ana())
  const passkey = new Authenticator(desk.server.url)
  const made = passkey.make(await inviteFor(owner))
  const added = await owner.post('/account/passkeys', { made, name: 'Key ring' })
  expect(added.location).toBe('/account?done=passkeyAdded#passkeys')
  return { passkey, owner }
}

test('PK1 a passkey signs in without a mail, at once, and leads to the block that was wanted', async () => {
  const { passkey } = await aPasskey()
  const browser = aBrowser()
  const challenge = await challengeFor(browser)
  expect(challenge).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
  expect(challenge.allowCredentials).toBeUndefined()
  const proof = passkey.prove(challenge)
  const opened = await browser.post('/sign-in/passkey', { proof, to: desk.page, at: '#b-goalGoalGo01' })
  expect(opened).toMatchObject({ status: 303, location: `${desk.page}#b-goalGoalGo01` })
  expect(await asJson(browser.get('/api/session'))).toMatchObject({ person: { name: 'Ana Moreno' } })
  expect((await browser.get('/account')).html).toContain('By passkey')
})

test('IN1 who was invited and signs in with a passkey is shown the invitation, and joins at the block', async () => {
  const mail = 'noa.passkey@dunmarsh.example'
  const noa = aBrowser()
  await desk.signIn(noa, mail)
  const { passkey } = await aPasskey(noa)
  const wish = { mail, side: 'partner', role: 'editor', guestUntil: null }
  expect((await desk.ask(await desk.cookieFor('partner'), 'POST', '/invitations', wish)).status).toBe(201)
  const browser = aBrowser()
  const proof = passkey.prove(await challengeFor(browser))
  const shown = await browser.post('/sign-in/passkey', { proof, to: desk.page, at: '#b-goalGoalGo01' })
  expect(shown.html).toContain('You join for Dunmarsh Systems, and can edit.')
  // Nobody is in the plan before the button is pressed, and whoever comes back later is shown it again.
  expect((await desk.ask(browser.cookies, 'GET', '')).status).toBe(404)
  expect((await browser.get(desk.page)).html).toContain('You join for Dunmarsh Systems, and can edit.')
  const [, invitation = ''] = /name="invitation" value="([^"]+)"/.exec(shown.html) ?? []
  const [, to = ''] = /name="to" value="([^"]+)"/.exec(shown.html) ?? []
  const joined = { status: 303, location: `${desk.page}#b-goalGoalGo01` }
  expect(await browser.post('/i', { invitation, to })).toMatchObject(joined)
  expect(await desk.ask(browser.cookies, 'GET', '')).toMatchObject({
    body: { member: { side: 'partner', role: 'editor' } },
  })
  const again = await browser.post('/sign-in/passkey', {
    proof: passkey.prove(await challengeFor(browser)),
    to: desk.page,
    at: '#b-goalGoalGo01',
  })
  expect(again).toMatchObject(joined)
})

test('PK2 a challenge is good once, for five minutes, in the browser that asked', async () => {
  const { passkey } = await aPasskey()
  const [browser, thief] = [aBrowser(), aBrowser()]
  // As of a device that does not count its uses: nothing but the challenge tells the second time from the first.
  const first = passkey.prove(await challengeFor(browser), { counter: 0 })
  await challengeFor(thief)
  expect((await thief.post('/sign-in/passkey', { proof: first })).status).toBe(403)
  expect((await browser.post('/sign-in/passkey', { proof: first })).status).toBe(303)
  expect((await browser.post('/sign-in/passkey', { proof: first })).status).toBe(403)
  const late = passkey.prove(await challengeFor(thief))
  desk.clock.advance(5 * MINUTE + 1)
  const refused = await thief.post('/sign-in/passkey', { proof: late, to: desk.page })
  expect(refused.html).toContain('its answer came too late')
  expect(refused.html).toContain(`name="to" value="${desk.page}"`)
  expect(thief.isSignedIn).toBe(false)
})

test('PK3 nothing but the passkey’s own proof for this Concord opens anything', async () => {
  const { passkey } = await aPasskey()
  const browser = aBrowser()
  const sent = async (lies: Lies, mangle = (proof: string) => proof) =>
    (await browser.post('/sign-in/passkey', { proof: mangle(passkey.prove(await challengeFor(browser), lies)) })).status
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const hostile: Record<string, Lies> = {
    'made on another site': { origin: 'https://concord.elsewhere.example' },
    'made on another port': { origin: 'http://localhost:1' },
    'for another Concord': { rpId: 'elsewhere.example' },
    'of another kind': { type: 'webauthn.create' },
    'for a challenge nobody gave': { challenge: Buffer.alloc(32).toString('base64url') },
    'without unlocking the device': { isUnverified: true },
    'by another key': { key: other },
    'in somebody else’s name': { userHandle: Buffer.from('someoneElse1').toString('base64url') },
    'by a passkey nobody added': { id: Buffer.alloc(16, 7).toString('base64url') },
  }
  for (const [what, lies] of Object.entries(hostile)) expect(await sent(lies), what).toBe(403)
  const tampered = (part: string) => (proof: string) => {
    const all = JSON.parse(proof)
    const bytes = Buffer.from(all.response[part], 'base64url')
    bytes[bytes.length - 1]! ^= 1
    all.response[part] = bytes.toString('base64url')
    return JSON.stringify(all)
  }
  for (const part of ['signature', 'authenticatorData', 'clientDataJSON'])
    expect(await sent({}, tampered(part)), part).toBe(403)
  for (const proof of ['', '{}', '[]', 'null', '{"id":{"$gt":""}}', 'x'.repeat(9_000)])
    expect((await browser.post('/sign-in/passkey', { proof })).status, proof.slice(0, 20)).toBe(403)
  expect(browser.isSignedIn).toBe(false)
  expect(await sent({})).toBe(303)
})

test('PK3 a copy of a device that counts its uses is found out by the count', async () => {
  const { passkey } = await aPasskey()
  const browser = aBrowser()
  const used = async (counter: number) =>
    (await browser.post('/sign-in/passkey', { proof: passkey.prove(await challengeFor(browser), { counter }) })).status
  expect([await used(40), await used(40), await used(12), await used(41)]).toEqual([303, 403, 403, 303])
})

test('PK4 a passkey is added only within ten minutes of proving who one is, never by the demo’s link', async () => {
  const owner = await ana()
  expect((await owner.get('/account')).html).toContain('name="made"')
  desk.clock.advance(10 * MINUTE + 1)
  const late = await owner.get('/account')
  expect(late.html).not.toContain('name="made"')
  expect(late.html).toContain(`Sign in anew as ${ANA}`)
  const demo = aBrowser()
  await demo.get(new URL(linkOf(desk.server, 'vendor')).pathname)
  for (const browser of [owner, demo, aBrowser()]) {
    expect((await browser.post('/account/passkeys/challenge', {})).status).toBe(401)
    expect((await browser.post('/account/passkeys', { made: '{}' })).status).toBe(401)
  }
})

test('PK4 the new passkey answers our challenge for this person, unlocked and vouched for by nobody', async () => {
  const owner = await ana()
  const added = async (lies: Lies) => {
    const made = new Authenticator(desk.server.url).make(await inviteFor(owner), lies)
    return (await owner.post('/account/passkeys', { made, name: '' })).location
  }
  const refused = '/account?done=passkeyRefused#passkeys'
  const hostile: Lies[] = [
    { origin: 'https://elsewhere.example' },
    { rpId: 'elsewhere.example' },
    { isUnverified: true },
    { challenge: Buffer.alloc(32).toString('base64url') },
    { vouchedBy: 'packed' },
    { vouchedBy: 'apple' },
    { vouchedBy: 'android-safetynet' },
  ]
  for (const lies of hostile) expect(await added(lies), JSON.stringify(lies)).toBe(refused)
  const forAna = new Authenticator(desk.server.url).make(await inviteFor(owner))
  const kit = aBrowser()
  await desk.signIn(kit, 'kit.okafor@dunmarsh.example')
  await inviteFor(kit)
  expect((await kit.post('/account/passkeys', { made: forAna })).location).toBe(refused)
  expect(await added({})).toBe('/account?done=passkeyAdded#passkeys')
})

test('PK5 the owner hears of a new passkey by mail, sees it, and removes it; nobody else does', async () => {
  const letters = () => desk.sink.mails.filter(({ text }) => text?.includes('The passkey “Key ring” was added'))
  const owner = await ana()
  const before = letters().length
  const { passkey } = await aPasskey(owner)
  await eventually(() => {
    desk.clock.advance(1)
    return letters().length > before
  })
  const listed = await owner.get('/account')
  expect(listed.html).toContain('Key ring')
  expect(listed.html).toContain('not used yet')
  const kit = aBrowser()
  await kit.get(new URL(linkOf(desk.server, 'partner')).pathname)
  await kit.post('/account/passkeys/remove', { passkey: passkey.keyId })
  await owner.post('/account/passkeys/remove', { passkey: passkey.keyId }, { 'sec-fetch-site': 'cross-site' })
  expect((await owner.get('/account')).html).toContain(passkey.keyId)
  const removed = await owner.post('/account/passkeys/remove', { passkey: passkey.keyId })
  expect(removed.location).toBe('/account?done=passkeyRemoved#passkeys')
  const proof = passkey.prove(await challengeFor(owner))
  expect((await aBrowser().post('/sign-in/passkey', { proof })).status).toBe(403)
})

test('PK6 another site’s page can neither use nor add a passkey', async () => {
  const { passkey, owner } = await aPasskey()
  const browser = aBrowser()
  const proof = passkey.prove(await challengeFor(browser))
  const made = new Authenticator(desk.server.url).make(await inviteFor(owner))
  const foreign = { 'sec-fetch-site': 'cross-site' }
  expect((await browser.post('/sign-in/passkey', { proof }, foreign)).status).toBe(403)
  expect((await owner.post('/account/passkeys', { made }, foreign)).status).toBe(403)
  expect((await browser.post('/sign-in/passkey/challenge', {}, foreign)).status).toBe(403)
  expect(browser.isSignedIn).toBe(false)
})

test('PK7 passkeys belong to the one name of this Concord, and are not offered elsewhere', async () => {
  const elsewhere = new FormBrowser(desk.server.url.replace('localhost', '127.0.0.1'))
  expect((await elsewhere.post('/sign-in/passkey/challenge', {})).status).toBe(404)
  await elsewhere.get(new URL(linkOf(desk.server, 'partner')).pathname)
  expect((await elsewhere.get('/account')).html).toContain(`added and used at ${desk.server.url}`)
  const named = await aServer({ url: 'https://plans.company.example' })
  const browser = new FormBrowser(named.url)
  expect(await asJson(browser.post('/sign-in/passkey/challenge', {}))).toMatchObject({ rpId: 'plans.company.example' })
})
