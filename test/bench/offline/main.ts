import { availableParallelism, loadavg } from 'node:os'
import { chromium, type Page } from '@playwright/test'
import * as Y from 'yjs'
import { cookieOf, joinRoom } from '../../support/stock-client.ts'
import { browserOptions, concordWith } from '../concord-with.ts'
import { referencePlan } from '../reference-plan.ts'
import { median, milliseconds, printRows } from '../statistics.ts'
import { type Absence, editApart, SHARED_CELLS } from './edits.ts'
import { blocksInPage, editInPage, type Merging, mergeInPage } from './page.ts'

/** How many rounds, and how many edits each side makes in one. */
const ROUNDS = Number(process.argv[2] ?? 3)
const EDITS = Number(process.argv[3] ?? 10_000)

const away: Absence = { count: EDITS, letter: 'v', from: 'front', prose: 1 }
const meanwhile: Absence = { count: EDITS, letter: 'p', from: 'back', prose: 3 }

const browser = await chromium.launch(browserOptions())
const [pages, bares]: [Merging[], number[]] = [[], []]
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    bares.push(await bareRound())
    pages.push(await pageRound())
    console.log(`round ${round + 1}: page ${JSON.stringify(pages.at(-1))}, stock client ${bares.at(-1)!.toFixed(0)} ms`)
  }
} finally {
  await browser.close()
}
const [saved, bare] = [median(pages.map((each) => each.saved)), median(bares)]
const longest = pages.map((each) => each.longest)
const [took, worked] = [median(longest.map((each) => each.took)), median(longest.map((each) => each.worked))]
printRows([
  {
    what: `${EDITS} edits offline meet ${EDITS} made meanwhile: merged and saved, p50`,
    figure: `${milliseconds(saved)} = ${(saved / bare).toFixed(2)}x`,
    baseline: `stock y-websocket in Node, without a page ${milliseconds(bare)}`,
    promise: '<= 3000 ms',
    kept: saved <= 3000,
  },
  {
    what: 'longest time the page did not answer meanwhile, p50',
    figure: `${milliseconds(took)}, of which it worked ${milliseconds(worked)}`,
    baseline: `longest of all rounds ${milliseconds(Math.max(...longest.map((each) => each.took)))}`,
    promise: '<= 200 ms',
    kept: took <= 200 || (worked <= 200 ? 'its own work decides' : false),
  },
])
const load = loadavg().map((each) => each.toFixed(1))
console.log(`Load average ${load.join(', ')} on ${availableParallelism()} cores`)

/** A page goes offline, both sides write, the page comes back. */
async function pageRound(): Promise<Merging> {
  const concord = await concordWith(referencePlan())
  const page = await open(concord.ready.links.vendor)
  try {
    await page.locator('[data-save="saved"]').waitFor()
    await page.context().setOffline(true)
    await page.locator('[data-save="offline"], [data-save="reconnecting"]').waitFor()
    await editInPage(page, away)
    const peer = await joinRoom(concord.ready.url, concord.ready.room, await cookieOf(concord.ready.links.partner))
    await editApart(peer.doc, meanwhile, SHARED_CELLS)
    await concord.allSaved(peer.doc)
    const merging = await mergeInPage(page)
    await concord.allSaved(peer.doc)
    const [here, there] = [await blocksInPage(page), JSON.stringify(peer.doc.getMap('blocks'))]
    if (sorted(here) !== sorted(there)) throw new Error('The page and its peer differ after the merge')
    peer.leave()
    return merging
  } finally {
    await page.context().close()
    await concord.dispose()
  }
}

/** The same without a page: a stock client in this process is away and comes back. */
async function bareRound(): Promise<number> {
  const concord = await concordWith(referencePlan())
  try {
    const cookies = await Promise.all([concord.ready.links.vendor, concord.ready.links.partner].map(cookieOf))
    const [one, peer] = await Promise.all(
      cookies.map((cookie) => joinRoom(concord.ready.url, concord.ready.room, cookie)),
    )
    one!.provider.disconnect()
    await editApart(one!.doc, away, SHARED_CELLS)
    await editApart(peer!.doc, meanwhile, SHARED_CELLS)
    await concord.allSaved(peer!.doc)
    const began = performance.now()
    const met = new Promise<void>((resolve) => {
      const look = () => {
        if (covers(peer!.doc, one!.doc) && covers(one!.doc, peer!.doc)) resolve()
        else setTimeout(look, 5)
      }
      look()
    })
    one!.provider.connect()
    await met
    const took = performance.now() - began
    one!.leave()
    peer!.leave()
    return took
  } finally {
    await concord.dispose()
  }
}

function covers(doc: Y.Doc, other: Y.Doc): boolean {
  const has = Y.decodeStateVector(Y.encodeStateVector(doc))
  return [...Y.decodeStateVector(Y.encodeStateVector(other))].every(
    ([client, clock]) => (has.get(client) ?? 0) >= clock,
  )
}

async function open(link: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await page.goto(link)
  await page.locator('.ProseMirror[contenteditable="true"]').waitFor()
  return page
}

function sorted(json: string): string {
  return JSON.stringify(JSON.parse(json), (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
