import { expect, test } from 'vitest'
import { definitionOf } from '../blocks/registry.ts'
import { parsePlan } from '../plan-doc/read.ts'
import { DEMO_TODAY, samplePlan } from '../sample-plan/sample-plan.ts'
import type { Card } from './card.ts'
import { type CardSource, cardToMail, cardToMailText } from './card-mail.ts'

const source: CardSource = { link: 'https://plans.example/p/plan1#b-goal', hash: '8f7bf288', asOf: DEMO_TODAY }
const { json, facts } = samplePlan()
const plan = { content: parsePlan(json), facts }
const cards = plan.content.order.flatMap((id): Card[] => {
  const block = plan.content.blocks.get(id)
  const definition = block && definitionOf(block.kind)
  return definition
    ? [definition.render(block as never, definition.derive(block as never, plan, DEMO_TODAY), plan)]
    : []
})

test('every block of the demo has title, status, link, day and hash in both parts', () => {
  expect(cards.length).toBeGreaterThan(20)
  for (const card of cards)
    for (const mail of [cardToMail(card, source), cardToMailText(card, source)]) {
      expect(mail).toContain(source.link)
      expect(mail).toContain('As of Nov 23, 2026 · 8f7bf288')
      if (card.status && !/[&<>"'`]/.test(card.status)) expect(mail).toContain(card.status)
    }
})

test('the HTML is tables and inline styles only', () => {
  for (const card of cards)
    for (const [, tag, attributes = ''] of cardToMail(card, source).matchAll(/<\/?(\w+)([^>]*)>/g)) {
      expect(['table', 'tr', 'td', 'a']).toContain(tag)
      expect(attributes).not.toMatch(/\b(class|id|on\w+|src)=/)
    }
})

test('whatever people typed stays text, and only an address of the web is a link', () => {
  const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
  const card: Card = {
    key: hostile,
    label: hostile,
    title: hostile,
    status: hostile,
    facts: [{ label: hostile, value: hostile }],
    tables: [{ caption: hostile, columns: [hostile], rows: [[hostile]] }],
  }
  const html = cardToMail(card, { ...source, link: 'javascript:alert(1)', hash: hostile })
  expect(html).not.toMatch(/<img|<script|<a |href/)
  expect(cardToMail(card, { ...source, link: 'https://x.example/"onclick="y' })).not.toContain('"onclick')
})
