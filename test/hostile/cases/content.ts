import * as Y from 'yjs'
import { freshClient } from '../../bench/sync/typing-load.ts'
import { type Case, mustStay, updateMessage } from '../attack.ts'

/** Content that is valid for Yjs and dangerous for whoever draws it. Nothing of it may reach a page as it is. */
const drawn = (id: string, make: (doc: Y.Doc) => void, dangerous: RegExp): Case => ({
  id,
  isOursOnly: true,
  async run(attack) {
    const doc = new Y.Doc()
    doc.clientID = freshClient()
    make(doc)
    const line = await attack.line()
    line.send(updateMessage(Y.encodeStateAsUpdate(doc)))
    const wrong = await mustStay(line)
    if (wrong) return wrong
    await attack.innocents.heardMore()
    if (!attack.innocents.seenClients.has(doc.clientID)) return 'honest bytes were not passed on'
    const { origin } = attack.target.url(attack.room)
    const page = await fetch(`${origin}/p/${attack.room.split(':')[1]}`, { headers: attack.target.headers })
    const html = await page.text()
    if (page.status !== 200) return `the page was answered with ${page.status}`
    return dangerous.test(html) ? `the page holds ${dangerous.exec(html)?.[0]}` : null
  },
})

const paragraph = (doc: Y.Doc, text: string, marks: Record<string, unknown> = {}) => {
  const element = new Y.XmlElement('paragraph')
  const words = new Y.XmlText()
  words.insert(0, text, marks)
  element.insert(0, [words])
  doc.getXmlFragment('body').insert(0, [element])
}

const element = (doc: Y.Doc, name: string, attributes: Record<string, string>) => {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  doc.getXmlFragment('body').insert(0, [made])
}

export const contentCases: readonly Case[] = [
  drawn(
    'content-script-text',
    (doc) => paragraph(doc, '<script>hostile()</script><img src=x onerror=hostile()>'),
    /<script>hostile|<img src=x/i,
  ),
  drawn(
    'content-script-link',
    (doc) => paragraph(doc, 'a link', { link: { href: ' JaVaScRiPt:hostile()' } }),
    /href="\s*javascript:/i,
  ),
  drawn(
    'content-link-breaks-out',
    (doc) => paragraph(doc, 'a link', { link: { href: 'https://a.example/"onmouseover="hostile()' } }),
    /"onmouseover="hostile/i,
  ),
  drawn(
    'content-unknown-node',
    (doc) => element(doc, 'iframe', { src: 'javascript:hostile()' }),
    /<iframe|javascript:h/i,
  ),
  drawn(
    'content-script-node',
    (doc) => element(doc, 'script', { src: 'https://hostile.example' }),
    /hostile\.example/i,
  ),
  drawn(
    'content-unknown-mark',
    (doc) => paragraph(doc, 'marked', { 'x onclick=hostile()': true, style: 'background:url(//hostile.example)' }),
    /onclick=hostile|hostile\.example/i,
  ),
  drawn(
    'content-hostile-block',
    (doc) =>
      doc.getMap('blocks').set(
        'hostile00001',
        new Y.Map<unknown>([
          ['kind', '__proto__'],
          ['title', '</textarea><script>hostile()</script>'],
        ]),
      ),
    /<script>hostile/i,
  ),
]
