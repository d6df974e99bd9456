interface Item {
  readonly level: number
  readonly isNumbered: boolean
  readonly html: string
}

/** Word writes an item of a list as a paragraph that carries its list in its style, and its bullet as text. */
const PARAGRAPH = /<p\b[^>]*\bmso-list:\s*l\d+\s+level(\d)[^>]*>([\s\S]*?)<\/p>/gi
const BULLET = /<!(?:--)?\[if !supportLists\](?:--)?>([\s\S]*?)<!(?:--)?\[endif\](?:--)?>/i
const NUMBER = /^\(?[\da-z]{1,4}[.)]/i

/** HTML from Word with its lists as lists; any other HTML as it is. */
export function listsOfWord(html: string): string {
  let result = ''
  let end = 0
  let run: Item[] = []
  const flush = () => {
    if (run.length > 0) result += asList(run)
    run = []
  }
  for (const match of html.matchAll(PARAGRAPH)) {
    const between = html.slice(end, match.index)
    if (run.length === 0 || between.trim() !== '') {
      flush()
      result += between
    }
    run.push(itemOf(Number(match[1]), match[2] ?? ''))
    end = match.index + match[0].length
  }
  flush()
  return result + html.slice(end)
}

function itemOf(level: number, content: string): Item {
  const bullet = (BULLET.exec(content)?.[1] ?? '').replace(/<[^>]*>|&nbsp;|\s/g, '')
  return { level, isNumbered: NUMBER.test(bullet), html: content.replace(BULLET, '') }
}

/** The items of one level, each with the deeper ones that follow it. */
function asList(items: readonly Item[]): string {
  const tag = items[0]!.isNumbered ? 'ol' : 'ul'
  const level = Math.min(...items.map((item) => item.level))
  let html = ''
  for (let at = 0; at < items.length; ) {
    let next = at + 1
    while (next < items.length && items[next]!.level > level) next++
    const own = items[at]!.level === level
    const deeper = items.slice(own ? at + 1 : at, next)
    html += `<li>${own ? `<p>${items[at]!.html}</p>` : ''}${deeper.length > 0 ? asList(deeper) : ''}</li>`
    at = next
  }
  return `<${tag}>${html}</${tag}>`
}
