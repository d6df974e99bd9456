import { escapeHtml } from '@concord/schema'
import { raw } from 'hono/html'
import { defaultLimits, type Limits } from './limits.ts'
import { plainPage } from './page/plain-page.ts'
import { words } from './words.ts'

type Unit = 'byte' | 'millisecond' | 'count'

/** What is no plain number. */
const units: Partial<Record<keyof Limits, Unit>> = {
  message: 'byte',
  plan: 'byte',
  presence: 'byte',
  inLine: 'byte',
  unsent: 'byte',
  body: 'byte',
  unsentFor: 'millisecond',
}

const number = new Intl.NumberFormat('en')
const size = (value: number, unit: 'megabyte' | 'kilobyte' | 'second') =>
  new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(value)

/** A limit as a person reads it. */
function inWords(name: keyof Limits, value: number): string {
  switch (units[name] ?? 'count') {
    case 'byte':
      return value >= 2 ** 20 ? size(value / 2 ** 20, 'megabyte') : size(value / 2 ** 10, 'kilobyte')
    case 'millisecond':
      return size(value / 1_000, 'second')
    case 'count':
      return number.format(value)
  }
}

interface Line {
  readonly name: keyof Limits
  readonly limit: string
  readonly effect: string
}

/** Every limit in force, what it is about and what happens above it. */
export const limitLines = (limits: Limits): Line[] =>
  (Object.keys(defaultLimits) as (keyof Limits)[]).map((name) => ({
    name,
    limit: inWords(name, limits[name]),
    effect: words.limits.effects[name],
  }))

/** For whoever runs the server. */
export function limitsAsText(limits: Limits): string {
  const lines = limitLines(limits)
  const width = (of: (line: Line) => string) => Math.max(...lines.map((line) => of(line).length))
  const [names, values] = [width(({ name }) => name), width(({ limit }) => limit)]
  const rows = lines.map(({ name, limit, effect }) => `${name.padEnd(names)}  ${limit.padStart(values)}  ${effect}`)
  return [words.limits.intro, '', ...rows].join('\n')
}

/** For whoever uses it: the body of the page. */
export function limitsAsHtml(limits: Limits): string {
  const { title, intro, name, limit, effect } = words.limits
  const cells = (tag: 'th' | 'td', texts: readonly string[]) =>
    `<tr>${texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join('')}</tr>`
  const rows = limitLines(limits).map((line) => cells('td', [line.name, line.limit, line.effect]))
  return `<h1>${escapeHtml(title)}</h1><p class="quiet">${escapeHtml(intro)}</p><table>${cells('th', [name, limit, effect])}${rows.join('')}</table>`
}

const look = `
.limits{width:min(752px,100% - 32px)}
.limits .brand{margin-bottom:32px}
table{width:100%;border-collapse:collapse;font-size:14px;line-height:20px}
tr{border-top:1px solid var(--hairline)}
tr:first-child{border-top:0}
th,td{padding:8px 16px 8px 0;text-align:left;vertical-align:top}
th{color:var(--ink-2);font-size:12px;line-height:16px;font-weight:400}
td:first-child{font-weight:550}
td:nth-child(2),th:nth-child(2){text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
td:last-child{color:var(--ink-2)}
@media(max-width:600px){
tr{display:grid;grid-template-columns:1fr auto}
th:last-child{display:none}
th:nth-child(2),td:nth-child(2){padding-right:0}
td:last-child{grid-column:1/-1;padding:0 0 12px}
}`

/** The same as a page of its own. */
export const limitsPage = (limits: Limits): Promise<Response> =>
  plainPage({ title: words.limits.title, look, layout: 'limits', body: raw(limitsAsHtml(limits)) })
