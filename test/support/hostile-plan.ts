import {
  type BlockJson,
  type BodyNode,
  blockKinds,
  definitionOf,
  type Fields,
  type Json,
  newId,
  type PlanJson,
  shapeOfKind,
} from '@concord/schema'

/** What nobody may make the browser of somebody else do; each says which field it stood in. */
export const hostile = (mark: string) =>
  `"><img src=x onerror=PWNED(${mark})><script>PWNED()</script>'"--><svg/onload=PWNED()>`

/** The same in other forms, each short enough for any field. */
const forms: readonly ((mark: string) => string)[] = [
  hostile,
  () => '<script>PWNED()</script>',
  () => '<img src=x onerror=PWNED()>',
  () => `' onmouseover='PWNED()' x='`,
  () => '" autofocus onfocus="PWNED()',
  () => 'javascript:PWNED()',
  () => 'data:text/html,<script>PWNED()</script>',
  () => '<a href="javascript:PWNED()">x</a>',
  () => '<iframe srcdoc="<script>PWNED()</script>">',
  () => '<img src="https://evil.example/x.png">',
  () => '<style>*{background:url(https://evil.example)}</style>',
  () => '<base href="https://evil.example/">',
  () => '<meta http-equiv=refresh content="0;https://evil.example">',
]

const addresses = [
  'javascript:PWNED()',
  ' JaVaScRiPt:PWNED()',
  'java\tscript:PWNED()',
  'data:text/html,<script>PWNED()</script>',
  'vbscript:PWNED()',
  'https://a.example/"onmouseover="PWNED()',
  'blob:https://evil.example/x',
  'file:///etc/passwd',
]

const nth = <T>(all: readonly T[], n: number): T => all[n % all.length]!

/** A value as stored, for every field in which people type freely or point elsewhere. */
function hostileFields(fields: Fields, where: string, form: number): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, Json][] => {
      if (field.home === 'series') return []
      if (field.input.type === 'link') return [[name, nth(addresses, form)]]
      if (field.input.type === 'text') return [[name, nth(forms, form)(`'${where}.${name}'`)]]
      return []
    }),
  )
}

function hostileBlock(kind: string, form: number): BlockJson {
  const shape = shapeOfKind(kind)!
  const { sample } = definitionOf(kind)!
  const rows = Object.entries(shape.rows).map(([list, fields]): [string, Json] => {
    const known = (sample as Record<string, unknown>)[list]
    const first = Array.isArray(known) ? (known[0] as Record<string, Json>) : {}
    return [list, [{ ...first, id: newId(), ...hostileFields(fields, `${kind}.${list}`, form) }]]
  })
  return {
    ...sample,
    ...hostileFields(shape.fields, kind, form),
    ...Object.fromEntries(rows),
    kind,
  } as BlockJson
}

const meta = (timeZone: string, currency: string) => ({ title: hostile("'title'"), currency, timeZone })

/** A plan with every kind of Block, hostile wherever its shape lets people type. */
export function hostilePlan(): PlanJson {
  const blocks = Object.fromEntries(blockKinds.map((kind) => [newId(), hostileBlock(kind, 0)]))
  return {
    meta: meta('<script>PWNED()</script>', 'javascript:PWNED()'),
    blocks,
    body: Object.keys(blocks).map((block) => ({ block })),
  }
}

/** The same in every form, with prose and links between the Blocks, in a plan that can be edited. */
export function hostilePlanInEveryForm(): PlanJson {
  const blocks: Record<string, BlockJson> = {}
  const body = forms.flatMap((form, n): BodyNode[] => {
    const text = form(`'prose'`)
    const link = { text, marks: { link: nth(addresses, n) } }
    const cards = blockKinds.map((kind): BodyNode => {
      const block = newId()
      blocks[block] = hostileBlock(kind, n)
      return { block }
    })
    return [
      { type: 'heading', level: 2, content: [{ text }] },
      { type: 'paragraph', content: [{ text }, link] },
      ...cards,
    ]
  })
  return { meta: meta('America/New_York', 'USD'), blocks, body }
}
