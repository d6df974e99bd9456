import { type Day, formatDay, type PlanSummary, type Rag, SIDES } from '@concord/schema'
import { html, raw } from 'hono/html'
import { words } from '../words.ts'
import { plainPage } from './plain-page.ts'

const say = words.summary

/** The same shapes as in the editor: circle, triangle, diamond, ring. A status is never a colour alone. */
const shapes: Readonly<Record<Rag, string>> = {
  green: '<circle cx="6" cy="6" r="5"/>',
  amber: '<path d="M6 .8 11.6 11H.4z"/>',
  red: '<path d="M6 0 12 6 6 12 0 6z"/>',
  grey: '<circle cx="6" cy="6" r="4.5"/>',
}
const glyph = (rag: Rag) =>
  raw(`<svg class="${rag}" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">${shapes[rag]}</svg>`)

const look = `
main.summary{width:min(560px,100% - 32px);padding:24px 0 32px}
.summary .brand{margin:0 0 16px;font-size:14px}.summary .brand svg{width:24px;height:24px;margin-left:-4px}
.summary h1{margin:0 0 4px;font-size:22px;line-height:28px}
.summary h2{margin:16px 0 4px;font-size:14px;line-height:20px;font-weight:650}
.summary p{margin:0 0 8px}
svg.green{fill:#0f7a5c}svg.amber{fill:#b87400}svg.red{fill:#9b1c1c}svg.grey{fill:none;stroke:#868e9b;stroke-width:2}
@media(prefers-color-scheme:dark){svg.green{fill:#35d0a5}svg.amber{fill:#ffc857}svg.red{fill:#f2594b}svg.grey{stroke:#7c8592}}
.lead{font-size:15px;line-height:22px}.lead b{font-weight:650}
.promise{margin:12px 0 0;padding:11px 15px;border:1px solid var(--hairline);border-radius:8px;background:var(--sheet)}
.promise strong{display:block;font-size:17px;line-height:24px;font-weight:650;text-wrap:pretty}
.rows{border:1px solid var(--hairline);border-radius:8px;background:var(--sheet)}
.rows li{display:flex;gap:8px;padding:6px 12px;font-size:14px;line-height:20px}
.rows li+li{border-top:1px solid var(--hairline)}
.rows svg{flex:none;margin-top:4px}
.rows a{color:inherit;text-decoration:none}.rows a:hover{text-decoration:underline}
.rows .name{flex:1;min-width:0;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;text-wrap:pretty}
.rows .word{flex:none;max-width:40%;color:var(--ink-2);text-align:right}
table{width:100%;border-collapse:collapse;font-size:14px;line-height:20px}
th{font-weight:400;text-align:left;hyphens:auto}td{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.numbers td:last-child{padding-left:12px;white-space:normal;text-align:left;width:116px}
tr+tr>*,thead+tbody tr>*{border-top:1px solid var(--hairline)}
table.kept{margin-top:12px}th[scope=col]:first-child{width:auto;color:inherit;font-weight:650;text-align:left}
th[scope=col]{width:96px;color:var(--ink-2);text-align:right}th,td{padding:3px 0;vertical-align:top}
td svg{margin-right:6px}
.next{margin:12px 0 0!important}
.summary .button{margin-top:12px}
@media(max-width:480px){
main.summary{padding:12px 0 24px}
.summary .brand{margin:0 0 8px}
.summary h2{margin:12px 0 2px}
.rows li{padding:5px 12px}
table{font-size:13px;line-height:18px}
.numbers td:last-child{width:102px}th[scope=col]{width:80px}
}`

/** A plan on one screen: what is promised, where the goals stand, the numbers, the next review. Needs no script. */
export const summaryPage = (plan: string, summary: PlanSummary): Promise<Response> =>
  plainPage({
    title: summary.title || words.page.untitled,
    look,
    layout: 'summary',
    body: html`<p class="small">${pairOf(summary)} · ${words.page.stages[summary.stage]} · ${say.asOf(formatDay(summary.asOf))}</p>
<h1>${summary.title || words.page.untitled}</h1>${headlineOf(summary)}${promiseOf(summary)}${goalsOf(plan, summary)}${numbersOf(summary)}${commitmentsOf(summary)}
<p class="next">${summary.nextReview ? say.next(formatDay(summary.nextReview), daysTo(summary.asOf, summary.nextReview)) : say.noNext}</p>
<a class="button" href="/p/${plan}">${say.whole}</a>`,
  })

const pairOf = ({ companies }: PlanSummary) => `${companies.vendor.shortName} × ${companies.partner.shortName}`

const headlineOf = ({ headline }: PlanSummary) =>
  headline
    ? html`<p class="lead">${glyph(headline.status)} <b>${headline.word}.</b> ${headline.gap} ${headline.ask}</p>`
    : html`<p class="lead quiet">${say.nothingYet}</p>`

const promiseOf = ({ proposition }: PlanSummary) =>
  proposition
    ? html`<div class="promise"><span class="small">${say.promise} · ${proposition.status}</span><strong>${proposition.text}</strong></div>`
    : ''

const goalsOf = (plan: string, { goals }: PlanSummary) =>
  goals.length === 0
    ? ''
    : html`<h2>${say.goals}</h2><ul class="rows">${goals.map(
        ({ block, key, title, rag, status }) =>
          html`<li>${glyph(rag)}<a class="name" href="/p/${plan}#b-${block}">${key ? html`<b>${key}</b> ` : ''}${title || say.untitledGoal}</a><span class="word">${status}</span></li>`,
      )}</ul>`

function numbersOf(summary: PlanSummary) {
  const { numbers } = summary
  if (numbers.length === 0) return ''
  return html`<h2>${say.scorecard}</h2><table class="numbers"><tbody>${numbers.map(
    ({ name, rag, status, toDate, target }) =>
      html`<tr><th scope="row">${name || say.untitledNumber}</th><td>${say.of(toDate, target)}</td><td>${glyph(rag)}${status}</td></tr>`,
  )}</tbody></table>`
}

function commitmentsOf({ commitments, companies }: PlanSummary) {
  if (!commitments) return ''
  return html`<table class="kept"><thead><tr><th scope="col">${say.commitments}</th><th scope="col">${say.onTime}</th><th scope="col">${say.kept}</th></tr></thead><tbody>${SIDES.map(
    (side) =>
      html`<tr><th scope="row">${companies[side].shortName}</th><td>${commitments[side].onTime}</td><td>${commitments[side].kept}</td></tr>`,
  )}</tbody></table>`
}

const daysTo = (from: Day, to: Day) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
