import { type Day, escapeHtml, type Facts, type Plan, planHeadline, planStage, planStages } from '@concord/schema'
import { words } from '../words.ts'

/** The head of a plan as HTML, in the lines the editor gives it, so that nothing jumps when the editor takes over. */
export function planHeadHtml(plan: Plan, asOf: Day): string {
  const { content, facts } = plan
  const { vendor, partner } = facts.companies
  const headline = planHeadline(plan, asOf)
  const sentence = headline && [`${headline.word}.`, headline.gap].filter(Boolean).join(' ')
  const ask = headline?.ask ? ` <span class="ask">${escapeHtml(headline.ask)}</span>` : ''
  return [
    '<header>',
    `<p>${escapeHtml(words.page.between(vendor.name, partner.name))}</p>`,
    `<h1>${escapeHtml(content.meta.title || words.page.untitled)}</h1>`,
    sentence ? `<p>${escapeHtml(sentence)}${ask}</p>` : '',
    '<dl>',
    entry(
      words.page.stage,
      words.page.stages[planStage(plan, asOf)],
      planStages.map((stage) => words.page.stages[stage]),
    ),
    entry(words.page.period, periodOf(plan)),
    entry(words.page.signed, signedOf(facts)),
    '</dl></header>',
  ].join('')
}

/** One fact; of several possible values the one that holds is strong. */
function entry(name: string, value: string, among: readonly string[] = []): string {
  const shown = among.map((each) => (each === value ? `<strong>${escapeHtml(each)}</strong>` : escapeHtml(each)))
  return `<div><dt>${escapeHtml(name)}</dt><dd>${shown.join(' · ') || escapeHtml(value)}</dd></div>`
}

function periodOf({ content: { meta } }: Plan): string {
  const { start, end, currency } = meta
  const period = start && end ? `${monthOf(start, start.slice(0, 4) !== end.slice(0, 4))}–${monthOf(end, true)}` : null
  return [period, currency].filter(Boolean).join(', ') || '—'
}

const monthOf = (day: Day, withYear: boolean): string =>
  new Intl.DateTimeFormat('en-GB', {
    month: 'short',
    ...(withYear && { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))

function signedOf({ signOffs }: Facts): string {
  const signed = signOffs.filter(({ signatures }) => signatures.length === 2).at(-1)
  return signed ? words.page.signedVersion(signed.version) : words.page.neverSigned
}
