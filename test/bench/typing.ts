import { type BlockId, bodyRoot, readPlan, setRegister, textAt } from '@concord/schema'
import type { Page } from '@playwright/test'
import * as Y from 'yjs'
import { cookieOf, joinRoom } from '../support/stock-client.ts'
import { type KeyCost, keyCosts, traced } from './trace.ts'

/** Keys of one round. */
export const KEYS = 60

/** Types into the plan's last paragraph like a fast typist and returns the cost of each key. */
export async function typeAndMeasure(page: Page): Promise<KeyCost[]> {
  const paragraph = page.locator('.ProseMirror > p').filter({ hasText: /\w/ }).last()
  await paragraph.scrollIntoViewIfNeeded()
  await paragraph.click()
  await page.keyboard.press('End')
  // The first letters warm the code up; they are not counted.
  for (const key of 'warming up') await page.keyboard.press(key === ' ' ? 'Space' : key, { delay: 5 })
  await page.waitForTimeout(500)
  const events = await traced(page, async () => {
    for (let at = 0; at < KEYS; at++) {
      await page.keyboard.press('abcdefghij'[at % 10]!)
      await page.waitForTimeout(90)
    }
  })
  return keyCosts(events)
}

/** Eight people in the same plan, each five edits a second: half in prose, half in fields and cells. Returns a stop. */
export async function typists(origin: string, link: string, room: string, count = 8): Promise<() => void> {
  const cookie = await cookieOf(link)
  const peers = await Promise.all(Array.from({ length: count }, () => joinRoom(origin, room, cookie)))
  const timers = peers.map(({ doc }, at) => setInterval(() => (at % 2 ? typeProse(doc, at) : typeFields(doc, at)), 200))
  return () => {
    for (const timer of timers) clearInterval(timer)
    for (const peer of peers) peer.leave()
  }
}

function typeProse(doc: Y.Doc, at: number): void {
  const paragraphs = bodyRoot(doc)
    .toArray()
    .filter((node): node is Y.XmlElement => node instanceof Y.XmlElement && node.nodeName === 'paragraph')
  const text = paragraphs[(at * 13) % Math.max(1, paragraphs.length - 3)]?.get(0)
  if (text instanceof Y.XmlText) text.insert(text.length, 'x')
}

function typeFields(doc: Y.Doc, at: number): void {
  const { order, blocks } = plans.get(doc) ?? remember(doc)
  const table = order.find((id) => blocks.get(id)?.kind === 'kpiTable')
  const goal = order.filter((id) => blocks.get(id)?.kind === 'smartGoal')[at]
  const title = goal && textAt(doc, goal, 'title')
  if (title && Math.random() < 0.5) title.insert(title.length, 'y')
  else if (table)
    setRegister(doc, table, `rows/${firstRow(doc, table)}/actuals/2026-Q1`, Math.floor(Math.random() * 100))
}

const plans = new WeakMap<Y.Doc, ReturnType<typeof readPlan>>()
function remember(doc: Y.Doc) {
  const plan = readPlan(doc)
  plans.set(doc, plan)
  return plan
}

function firstRow(doc: Y.Doc, table: BlockId): string {
  const block = (plans.get(doc) ?? remember(doc)).blocks.get(table)
  return block && 'rows' in block ? (block.rows[0]?.id ?? '') : ''
}
