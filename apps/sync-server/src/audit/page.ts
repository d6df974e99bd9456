import {
  type Actor,
  type AuditEntry,
  type AuditRequest,
  type AuditSubject,
  auditActs,
  auditRequest,
  type CompanyFact,
  canOnSide,
  otherSide,
  SIDES,
  type Side,
} from '@concord/schema'
import type { HonoRequest } from 'hono'
import { html } from 'hono/html'
import type { AppParts } from '../app.ts'
import { Refusal } from '../http/refusal.ts'
import { plainPage, type SafeHtml } from '../page/plain-page.ts'
import { words } from '../words.ts'
import { auditLook } from './look.ts'
import { auditFor } from './told.ts'
import { auditWords as say } from './words.ts'

type Companies = Readonly<Record<Side, CompanyFact>>

/** Who did what with access to a plan, for owners of a side; everybody else is told whom to ask. */
export async function auditPageFor(
  { store, plans, clock }: Pick<AppParts, 'store' | 'plans' | 'clock'>,
  plan: string,
  reader: Actor,
  request: HonoRequest,
): Promise<Response> {
  const row = await store.records.planById(plan)
  if (!row) throw new Refusal('notFound')
  const { companies } = row
  const { side } = reader
  if (side === null || !canOnSide(reader, 'manageSide', side, clock.now())) return ownersOnly(plan, side, companies)
  // A form sends what was not chosen as an empty word.
  const asked = Object.entries(request.query()).filter(([, value]) => value !== '')
  const read = auditRequest.safeParse(Object.fromEntries(asked))
  if (!read.success) return wrongQuestion(plan)
  const [{ entries, earlier }, content] = await Promise.all([
    auditFor(store.records, plan, side, read.data),
    // A plan that cannot be read has its log all the same.
    plans.content(plan).catch(() => null),
  ])
  const times = timesIn(content?.content.meta.timeZone, request.header('accept-language'))
  return plainPage({
    title: say.title,
    look: auditLook,
    layout: 'audit',
    body: html`<p class="small"><a href="/p/${plan}">${plans.knownTitle(plan) || words.page.untitled}</a></p>
<h1>${say.title}</h1>
<p class="quiet">${say.intro(companies[side].name, companies[otherSide(side)].name)} ${say.zone(times.zone)}</p>
${filters(plan, read.data, companies)}${days(entries, times, companies)}${ends(plan, read.data, entries.length, earlier)}`,
  })
}

const ownersOnly = (plan: string, side: Side | null, companies: Companies) =>
  plainPage({
    title: say.ownersTitle,
    status: 403,
    body: html`<h1>${say.ownersTitle}</h1><p>${side ? say.owners(companies[side].name) : say.foreigners}</p><p><a href="/p/${plan}">${say.toPlan}</a></p>`,
  })

const wrongQuestion = (plan: string) =>
  plainPage({
    title: say.title,
    status: 400,
    body: html`<h1>${say.wrong}</h1><p><a href="/p/${plan}/audit">${say.whole}</a></p>`,
  })

const addressOf = (path: string, query: AuditRequest) => {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined)).toString()
  return search ? `${path}?${search}` : path
}

const option = (value: string, label: string, chosen: string | undefined) =>
  value === chosen
    ? html`<option value="${value}" selected>${label}</option>`
    : html`<option value="${value}">${label}</option>`

/** What is looked for stands in the address, so that it can be sent on and gone back to. */
const filters = (plan: string, { act, side }: AuditRequest, companies: Companies) =>
  html`<form class="filters" action="/p/${plan}/audit"><label><span>${say.act}</span><select name="act">${option('', say.anyAct, act ?? '')}${auditActs.map((each) => option(each, words.audit.acts[each], act))}</select></label><label><span>${say.side}</span><select name="side">${option('', say.anySide, side ?? '')}${SIDES.map((each) => option(each, companies[each].name, side))}</select></label><button class="other">${say.show}</button><a class="button other" href="${addressOf(`/api/plans/${plan}/audit.csv`, { act, side })}" download>${say.csv}</a></form>`

function ends(plan: string, query: AuditRequest, shown: number, earlier: number | null): SafeHtml {
  const { act, side, before } = query
  const isNewest = before === undefined
  const none = isNewest ? (act || side ? say.emptyHere : say.empty) : say.noEarlier
  const link = (label: string, to: AuditRequest) =>
    html`<a class="button other" href="${addressOf(`/p/${plan}/audit`, to)}">${label}</a>`
  return html`${shown === 0 ? html`<p class="none">${none}</p>` : ''}<p class="ends">${isNewest ? '' : link(say.newest, { act, side })}${earlier === null ? '' : link(say.earlier, { act, side, before: String(earlier) })}</p>`
}

interface Times {
  readonly zone: string
  /** With its weekday. */
  day(at: number): string
  shortDay(at: number): string
  time(at: number): string
}

/** Days and times as they are in the plan's time zone, in the way the browser's language writes them. */
function timesIn(zone: unknown, languages: string | undefined): Times {
  const locales = (languages ?? '').split(',').flatMap((each) => each.split(';')[0]!.trim() || [])
  const formats = (locale: string[], timeZone: string) => {
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone })
    const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone })
    const shortDay = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone })
    return {
      zone: timeZone.replaceAll('_', ' '),
      day: (at: number) => day.format(at),
      shortDay: (at: number) => shortDay.format(at),
      time: (at: number) => time.format(at),
    }
  }
  try {
    return formats([...locales.filter((each) => /^en\b/i.test(each)), 'en-GB'], typeof zone === 'string' ? zone : 'UTC')
  } catch {
    return formats(['en-GB'], 'UTC')
  }
}

function days(entries: readonly AuditEntry[], times: Times, companies: Companies): SafeHtml {
  const byDay = Map.groupBy(entries, ({ at }) => times.day(at))
  return html`${[...byDay].map(
    ([day, ofDay]) =>
      html`<h2>${day}</h2><ol class="entries">${ofDay.map((entry) => entryHtml(entry, times, companies))}</ol>`,
  )}`
}

function entryHtml({ at, act, via, by, from, subject }: AuditEntry, times: Times, companies: Companies): SafeHtml {
  const about = aboutWords(subject, times, companies)
  const where = [words.audit.vias[via], from?.device, from?.address].filter(Boolean).join(' · ')
  return html`<li><time datetime="${new Date(at).toISOString()}">${times.time(at)}</time><span class="what"><b>${words.audit.acts[act]}</b>${about ? html` <span>${about}</span>` : ''}</span><span class="who">${whoWords(by, via, companies)}</span><span class="where">${where}</span></li>`
}

function whoWords(by: AuditEntry['by'], via: AuditEntry['via'], companies: Companies): string {
  if (by === null && via === 'operator') return say.operator
  if (by === null && via === 'clock') return say.concord
  if (!by?.side) return say.visitor
  const role = by.role && say.roles[by.role]
  const company = companies[by.side].name
  return by.name === null ? say.unnamed(role, company) : say.named(by.name, role)
}

function aboutWords({ who, side, role, until }: AuditSubject, times: Times, companies: Companies): string {
  const name = who === null && side ? say.somebodyOf(companies[side].name) : who
  const parts = [name, role && say.as(say.roles[role]), until === undefined ? null : say.until(times.shortDay(until))]
  return parts.filter(Boolean).join(', ')
}
