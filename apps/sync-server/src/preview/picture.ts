/** Draws the picture of a preview: runs on the thread that reads plans, never on the event loop. */
import { fileURLToPath } from 'node:url'
import { type Rag, ragWords, SIDES, type Side } from '@concord/schema'
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import { words } from '../words.ts'
import { linesOf } from './lines.ts'
import { PICTURE, type Preview } from './preview.ts'

/** The tokens of the editor's light look: a picture does not know who looks at it. */
const colour = {
  page: '#fbfaf8',
  hairline: '#d9dde3',
  ink: '#1b1f26',
  ink2: '#4a5361',
  accent: '#1f5fbf',
  side: { vendor: '#2f4bc7', partner: '#a3366f' },
  onSide: '#ffffff',
  rag: { green: '#0f7a5c', amber: '#b87400', red: '#9b1c1c', grey: '#868e9b' },
} as const

/** Inter comes in parts, one for each alphabet; a letter that none of them has is looked for on the machine. */
const family = ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese']
  .map((part) => {
    const file = import.meta.resolve(`@fontsource-variable/inter/files/inter-${part}-wght-normal.woff2`)
    GlobalFonts.registerFromPath(fileURLToPath(file), `Inter ${part}`)
    return `"Inter ${part}"`
  })
  .join()
const type = (weight: 400 | 550 | 650, size: number) => `${weight} ${size}px ${family}`

const say = words.preview
const { width, height } = PICTURE
const MARGIN = 72
const INNER = width - 2 * MARGIN

/** The picture as PNG; without a preview the one that every plan shows. */
export function drawPicture(preview: Preview | null): Buffer {
  const canvas = createCanvas(width, height)
  const pen = canvas.getContext('2d')
  pen.lang = 'en'
  pen.textBaseline = 'alphabetic'
  pen.fillStyle = colour.page
  pen.fillRect(0, 0, width, height)
  if (preview) drawPlan(pen, preview)
  else drawNeutral(pen)
  return canvas.toBuffer('image/png')
}

function drawNeutral(pen: SKRSContext2D): void {
  brand(pen, 588, 36, 17.5, 1.1)
  write(pen, words.page.name, MARGIN, 300, type(650, 96), colour.ink)
  const [what = '', how = ''] = say.neutral.split(/(?<=\.) /)
  write(pen, what, MARGIN, 372, type(550, 40), colour.ink)
  write(pen, how, MARGIN, 428, type(400, 36), colour.ink2)
}

function drawPlan(pen: SKRSContext2D, { title, companies, goals }: Preview): void {
  brand(pen, MARGIN - 9, 52, 1.75)
  write(pen, words.page.name, MARGIN + 56, 91, type(650, 30), colour.ink)
  drawTitle(pen, drawable(title) || words.page.untitled)
  drawCompanies(pen, companies, 378)
  pen.fillStyle = colour.hairline
  pen.fillRect(MARGIN, 484, INNER, 2)
  drawGoals(pen, goals, 552)
}

/** In one line as large as it fits there, else in two. */
function drawTitle(pen: SKRSContext2D, title: string): void {
  const isRightToLeft = startsRightToLeft(title)
  const measure = (text: string) => pen.measureText(text).width
  const single = [84, 72].find((size) => {
    pen.font = type(650, size)
    return measure(title) <= INNER
  })
  if (single) {
    write(pen, title, MARGIN, 258, type(650, single), colour.ink, isRightToLeft)
    return
  }
  const font = type(650, 68)
  pen.font = font
  for (const [index, line] of linesOf(title, INNER, 2, measure).entries())
    write(pen, line, MARGIN, 222 + index * 82, font, colour.ink, isRightToLeft)
}

/** Both companies beside each other, each with its mark; names share the room that there is. */
function drawCompanies(pen: SKRSContext2D, companies: Preview['companies'], top: number): void {
  const mark = 56
  const gap = 20
  const between = 44
  pen.font = type(550, 34)
  const measure = (text: string) => pen.measureText(text).width
  const names = SIDES.map((side) => drawable(companies[side]) || '—')
  const room = INNER - 2 * (mark + gap) - between - 2 * gap
  const [ofVendor = 0, ofPartner = 0] = names.map(measure)
  const most = (own: number, other: number) => Math.max(room / 2, room - other, Math.min(own, room / 2))
  const widths = [most(ofVendor, ofPartner), most(ofPartner, ofVendor)]
  let x = MARGIN
  for (const [index, side] of SIDES.entries()) {
    if (index > 0) {
      write(pen, '×', x + 12, top + 40, type(400, 34), colour.ink2)
      x += between + gap
    }
    const [name = ''] = linesOf(names[index]!, widths[index]!, 1, measure)
    sideMark(pen, side, x, top, mark, name)
    x += mark + gap
    write(pen, name, x, top + 40, type(550, 34), colour.ink)
    pen.font = type(550, 34)
    x += measure(name) + gap
  }
}

/** Square for the vendor, round for the partner, with the first letter of the name: never a colour alone. */
function sideMark(pen: SKRSContext2D, side: Side, x: number, y: number, size: number, name: string): void {
  pen.fillStyle = colour.side[side]
  pen.beginPath()
  if (side === 'vendor') pen.roundRect(x, y, size, size, 10)
  else pen.arc(x + size / 2, y + size / 2, size / 2, 0, 2 * Math.PI)
  pen.fill()
  const letter = firstLetterOf(name)
  pen.font = type(650, 28)
  write(pen, letter, x + (size - pen.measureText(letter).width) / 2, y + 38, type(650, 28), colour.onSide)
}

/** How many goals stand where: shape, count and word. */
function drawGoals(pen: SKRSContext2D, goals: Preview['goals'], baseline: number): void {
  const first = goals.length > 0 ? say.goalsAre : say.noGoals
  write(pen, first, MARGIN, baseline, type(400, 32), colour.ink2)
  let x = MARGIN + pen.measureText(first).width + 40
  for (const [rag, count] of goals) {
    glyph(pen, rag, x, baseline - 24)
    const said = `${count} ${ragWords[rag].toLowerCase()}`
    write(pen, said, x + 38, baseline, type(550, 32), colour.ink)
    x += 38 + pen.measureText(said).width + 40
  }
}

/** The shapes of a status as everywhere: circle, triangle, diamond, ring. */
function glyph(pen: SKRSContext2D, rag: Rag, x: number, y: number): void {
  pen.save()
  pen.translate(x, y)
  pen.scale(26 / 12, 26 / 12)
  pen.beginPath()
  if (rag === 'green') pen.arc(6, 6, 5, 0, 2 * Math.PI)
  if (rag === 'grey') pen.arc(6, 6, 4.5, 0, 2 * Math.PI)
  if (rag === 'amber') polygon(pen, [6, 0.8, 11.6, 11, 0.4, 11])
  if (rag === 'red') polygon(pen, [6, 0, 12, 6, 6, 12, 0, 6])
  pen.fillStyle = colour.rag[rag]
  pen.strokeStyle = colour.rag[rag]
  pen.lineWidth = 2
  if (rag === 'grey') pen.stroke()
  else pen.fill()
  pen.restore()
}

function polygon(pen: SKRSContext2D, points: readonly number[]): void {
  for (let at = 0; at < points.length; at += 2) pen.lineTo(points[at]!, points[at + 1]!)
  pen.closePath()
}

/** Our own mark: a square and a circle, and what both share. */
function brand(pen: SKRSContext2D, x: number, y: number, scale: number, line = 2): void {
  pen.save()
  pen.translate(x, y)
  pen.scale(scale, scale)
  pen.strokeStyle = colour.ink
  pen.lineWidth = line
  const circle = () => pen.arc(20.5, 16, 7, 0, 2 * Math.PI)
  const square = () => pen.roundRect(5.5, 9, 14, 14, 2.5)
  pen.save()
  pen.beginPath()
  square()
  pen.clip()
  pen.beginPath()
  circle()
  pen.fillStyle = colour.accent
  pen.fill()
  pen.restore()
  for (const shape of [square, circle]) {
    pen.beginPath()
    shape()
    pen.stroke()
  }
  pen.restore()
}

function write(
  pen: SKRSContext2D,
  text: string,
  x: number,
  y: number,
  font: string,
  fill: string,
  isRightToLeft = false,
): void {
  pen.font = font
  pen.fillStyle = fill
  pen.direction = isRightToLeft ? 'rtl' : 'ltr'
  pen.textAlign = isRightToLeft ? 'right' : 'left'
  pen.fillText(text, isRightToLeft ? width - MARGIN : x, y)
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
const firstLetterOf = (name: string) => [...graphemes.segment(name)][0]?.segment.toUpperCase() ?? ''

/** Whether the first letter that has a direction goes from right to left. */
const startsRightToLeft = (text: string) =>
  /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text)

/**
 * What of a text can be drawn: nothing that only turns or hides its neighbours, no pictographs, and no letter for
 * which this machine has no shape. At most as much as could ever be read on a picture.
 */
function drawable(text: string): string {
  const seen = text.slice(0, 600).replace(/[\p{C}\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\ufe0f]+/gu, ' ')
  return [...graphemes.segment(seen)]
    .filter(({ segment }) => hasShape(segment))
    .map(({ segment }) => segment)
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}

const shapes = new Map<string, boolean>()
const probe = createCanvas(24, 24).getContext('2d')

/** A letter without a shape looks like a code point that can never have one. */
function hasShape(letter: string): boolean {
  if (/^[\p{ASCII}]+$/u.test(letter)) return true
  const known = shapes.get(letter)
  if (known !== undefined) return known
  const has = !imageOf([...letter][0]!).equals(imageOf('\u{10fffd}'))
  shapes.set(letter, has)
  return has
}

function imageOf(letter: string): Buffer {
  probe.clearRect(0, 0, 24, 24)
  probe.font = type(400, 16)
  probe.fillText(letter, 2, 18)
  return Buffer.from(probe.getImageData(0, 0, 24, 24).data)
}
