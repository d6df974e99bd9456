import { blockKinds } from '@concord/schema'
import type { BrowserContext, Page } from '@playwright/test'
import { hostile, hostilePlanInEveryForm } from '../support/hostile-plan.ts'
import { cookieOf, joinRoom, replacePlan } from '../support/stock-client.ts'
import { thrownIn } from '../support/thrown.ts'
import { allDrawn, saved } from './plan-page.ts'
import { expect, test } from './two-companies.ts'

/** What a browser did that nobody of ours asked it for: ran a text, asked a question, went elsewhere, broke the policy. */
async function misdeedsIn(context: BrowserContext, url: string): Promise<string[]> {
  const misdeeds: string[] = []
  await context.exposeBinding('misdeed', (_source, what: string) => void misdeeds.push(what))
  await context.addInitScript(() => {
    const page = window as unknown as { misdeed: (what: string) => void; PWNED: () => void }
    page.PWNED = () => page.misdeed('a text ran')
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      page.misdeed(`${violatedDirective} ${blockedURI} ${sample}`),
    )
  })
  context.on('dialog', (dialog) => {
    misdeeds.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== url && protocol !== 'blob:') misdeeds.push(`a request to ${request.url().slice(0, 80)}`)
  })
  context.on('page', (page) =>
    page.on('console', (message) => {
      if (/Content.Security.Policy|TrustedHTML|TrustedScript/i.test(message.text())) misdeeds.push(message.text())
    }),
  )
  return misdeeds
}

/** Elements of a page that would run or lead somewhere: handlers, addresses that are code, markup that was a text. */
const dangersIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isCode = (value: string) =>
      /^[\s\0]*(j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|vbscript|data:text|file|blob):?/i.test(value)
    const addresses = new Set(['href', 'src', 'action', 'formaction', 'srcdoc', 'xlink:href', 'data', 'poster'])
    return [...document.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes].flatMap(({ name, value }) => {
        const isDanger =
          /^on/i.test(name) ||
          (addresses.has(name) && (isCode(value) || value.includes('evil.example') || value === 'x')) ||
          element.matches('iframe, object, embed, base, meta[http-equiv]')
        return isDanger ? [`<${element.localName} ${name}="${value}">`] : []
      }),
    )
  })

/** Nothing but our own files and this answer's nonce may run, and no text becomes markup. */
function isStrict(policy: string | undefined): void {
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(/script-src (.*?);/.exec(policy ?? '')?.[1]).toMatch(/^('self' )?'nonce-[\w+/=]+'$/)
}

test('T13 hostile text in every field of every kind of block runs on no page, and no page asks for more than is its own', async ({
  concord,
  browser,
  contextOptions,
}) => {
  test.setTimeout(180_000)
  const { url, plan, room, links } = concord.ready
  const writer = await joinRoom(url, room, await cookieOf(links.partner))
  replacePlan(writer.doc, hostilePlanInEveryForm())
  await concord.allSaved(writer.doc)
  writer.leave()
  concord.callEverybody(hostile("'name'"))

  const context = await browser.newContext(contextOptions)
  const [misdeeds, thrown] = [await misdeedsIn(context, url), thrownIn(context)]
  const page = await context.newPage()
  const policies = new Map<string, string | undefined>()
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && response.status() !== 302 && response.status() !== 303)
      policies.set(new URL(response.url()).pathname, response.headers()['content-security-policy'])
  })
  const holds = async (where: string) => {
    await expect(page.getByText('PWNED').first(), where).toBeVisible()
    expect(await dangersIn(page), where).toEqual([])
    expect(misdeeds, where).toEqual([])
  }

  // The plan: every card, its outline, the menu of a block, a private note, and a paste on top.
  await page.goto(links.vendor)
  await page.locator('.ProseMirror[contenteditable="true"]').waitFor()
  await saved(page)
  await allDrawn(page)
  await expect(page.locator('[data-block]')).toHaveCount(13 * blockKinds.length)
  await holds('the plan')
  await page.locator('.ProseMirror > p').first().click()
  await page.evaluate((html) => {
    const data = new DataTransfer()
    data.setData('text/html', `<section data-plan-block data-id="x"><p>${html} pasted</p></section><p>${html}</p>`)
    data.setData('text/plain', html)
    document
      .querySelector('.ProseMirror')
      ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, `<a href="javascript:PWNED()">in</a><img src="https://evil.example/x.png" onerror="PWNED()"><svg onload="PWNED()"></svg>`)
  await expect(page.locator('.ProseMirror')).toContainText('in pasted')
  await saved(page)
  // Chromium reports a handler wherever HTML is parsed, also in a page of its own in which nothing can run.
  const reports = misdeeds.splice(0)
  expect(reports.filter((what) => !/^script-src-attr inline|inline event handler/.test(what))).toEqual([])
  await holds('a paste')
  await page.locator('[data-drag-handle]').first().click()
  await page.getByRole('menuitem', { name: 'Copy for mail' }).click()
  await holds('a copy')
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').last().fill('PWNED')
  await holds('the palette')
  await page.keyboard.press('Escape')

  // Sharing, with an invitation, which makes a mail.
  await page.getByRole('button', { name: 'Share' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share this plan' })
  await dialog.getByRole('textbox', { name: /Work e-mail/ }).fill('new.colleague@halvern.example')
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await expect(dialog.getByText('new.colleague@halvern.example')).toBeVisible()
  await holds('the Share dialog')

  for (const path of [`/p/${plan}/summary`, '/plans', `/p/${plan}/audit`, '/account', '/outbox', `/p/${plan}`]) {
    await page.goto(`${url}${path}`)
    await page.waitForLoadState('networkidle')
    if (path === '/account') await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
    await holds(path)
  }
  for (const [, policy] of policies) isStrict(policy)
  expect([...policies.keys()]).toEqual(expect.arrayContaining([`/p/${plan}`, '/plans', '/account', '/outbox']))
  await context.close()
  expect(thrown).toEqual([])
})

test('T13 the policies are real: text that becomes markup by itself, and a script that nobody named, are stopped', async ({
  vendor,
}) => {
  const stopped = await vendor.evaluate(() => {
    const refused = (act: () => unknown) => {
      try {
        act()
        return false
      } catch {
        return true
      }
    }
    const element = document.createElement('div')
    const asMarkup = [
      refused(() => {
        element.innerHTML = '<b>x</b>'
      }),
      refused(() => new DOMParser().parseFromString('<b>x</b>', 'text/html')),
      refused(() =>
        (
          window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => void } }
        ).trustedTypes.createPolicy('another', {}),
      ),
    ]
    const script = document.createElement('script')
    script.append('window.ran = true')
    refused(() => document.head.append(script))
    const handler = document.createElement('button')
    refused(() => handler.setAttribute('onclick', 'window.ran = true'))
    handler.click()
    return { asMarkup, ran: 'ran' in window }
  })
  expect(stopped).toEqual({ asMarkup: [true, true, true], ran: false })
})
