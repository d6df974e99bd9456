import { expect, test } from 'vitest'
import { FormBrowser } from '../support/form-browser.ts'
import { FakeClock } from './fake-clock.ts'
import { ANA, aMailingServer, another, codeIn, MINUTE, tokenIn } from './mailing-server.ts'

const wanted = '/plans/new'
test.each([
  ['nothing', '  ', 'Type a work address here first.'],
  ['no address', 'ana.moreno', 'This is not a mail address that mail can reach.'],
  ['an address without end', `${'a'.repeat(900)}@halvern.example`, 'This is not a mail address that mail can reach.'],
  ['a smile', 'ana😀@halvern.example', 'Mail does not reach addresses with “😀” before the @'],
  ['a Cyrillic letter', 'аna.moreno@halvern.example', 'Mail does not reach addresses with “а” before the @'],
  ['a script', '"><script>alert(1)</script>', 'This is not a mail address that mail can reach.'],
])('SI15 %s as an address: a sentence at the field, which keeps it', async (_what, mail, sentence) => {
  const { server } = await aMailingServer()
  const page = await new FormBrowser(server.url).post('/sign-in', { mail, to: wanted })
  expect(page.status).toBe(400)
  expect(page.html).toMatch(
    new RegExp(
      `aria-invalid="true" aria-describedby="mail-problem" autofocus><p [^>]*id="mail-problem"[^>]*>${sentence}`,
    ),
  )
  expect(page.html).toContain(
    `value="${mail.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`,
  )
  expect(page.html).toContain(`name="to" value="${wanted}"`)
})

test('SI15 an address whose domain looks like another is shown as mail knows it', async () => {
  const { server } = await aMailingServer()
  const browser = new FormBrowser(server.url)
  await browser.post('/sign-in', { mail: 'ana.moreno@hаlvern.example' })
  expect((await browser.get('/sign-in/code')).html).toContain('If ana.moreno@xn--hlvern-3nf.example can open')
})

test('SI15 what is no code costs no try, and stays; pasted lines and wide digits are codes', async () => {
  const { server, sink } = await aMailingServer()
  const ana = new FormBrowser(server.url)
  await ana.post('/sign-in', { mail: ANA, to: wanted })
  const code = codeIn(await sink.mailTo(ANA))
  const type = (typed: string) => ana.post(`/sign-in/code?to=${encodeURIComponent(wanted)}`, { mail: ANA, code: typed })
  for (const typed of ['', '12345', '1234567', 'six digits', '😀'.repeat(90)]) {
    const page = await type(typed)
    expect([page.status, page.html]).toEqual([400, expect.stringContaining('A code has six digits.')])
    expect(page.html).toMatch(
      new RegExp(`id="code"[^>]*value="${typed}" aria-invalid="true" aria-describedby="code-problem"`),
    )
    expect(page.html).toContain(`name="to" value="${wanted}"`)
  }
  expect((await type(another(code))).html).toContain('4 tries are left')
  const wide = [...code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
  expect(await type(`Your code is ${wide.slice(0, 3)} ${wide.slice(3)}, for 10 minutes.`)).toMatchObject({
    status: 303,
    location: wanted,
  })
})

test('SI16 who comes too late, twice or too often asks anew with one press, for the block that was wanted', async () => {
  const clock = new FakeClock()
  const { server, sink } = await aMailingServer({ clock })
  const block = `/p/${server.demo!.plan}#b-goalGoalGo01`
  const ana = new FormBrowser(server.url)
  await ana.post('/sign-in', { mail: ANA, to: block })
  clock.advance(1)
  const mail = await sink.mailTo(ANA)
  clock.advance(10 * MINUTE)
  const asksAnew = [`value="${ANA}"`, `name="to" value="${block}"`]
  for (const late of [
    await ana.post('/sign-in/open', { token: tokenIn(mail) }),
    await ana.post('/sign-in/code', { mail: ANA, code: codeIn(mail) }),
  ]) {
    expect(late.status).toBe(410)
    for (const part of asksAnew) expect(late.html).toContain(part)
  }
  const thief = new FormBrowser(server.url)
  const told = (await thief.post('/sign-in/open', { token: tokenIn(mail) })).html
  for (const part of asksAnew) expect(told).not.toContain(part)
  expect((await ana.get('/sign-in/code?to=%2Fplans')).location).toBe('/sign-in?to=%2Fplans')
})

test('SI16 who asks for too many mails is led back to where the code of the last one is typed', async () => {
  const clock = new FakeClock()
  const { server } = await aMailingServer({ clock })
  const ana = new FormBrowser(server.url)
  const ask = async () => {
    clock.advance(6_000)
    return ana.post('/sign-in', { mail: ANA, to: wanted, by: 'again' })
  }
  for (const status of [303, 303, 303]) expect((await ask()).status).toBe(status)
  const refused = await ask()
  expect(refused.status).toBe(429)
  expect(refused.html).toContain(`href="/sign-in/code?to=${encodeURIComponent(wanted)}"`)
  expect((await new FormBrowser(server.url).post('/sign-in', { mail: ANA })).html).not.toContain('/sign-in/code')
})
