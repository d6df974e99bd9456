import * as Y from 'yjs'

/**
 * The roots of a plan's Y.Doc; no other name is accepted. The plan is in the first three. `moves` holds nothing of it,
 * only where lines went that were rebuilt, so that letters on their way into them find their place.
 */
export const ROOTS = ['body', 'blocks', 'meta', 'moves'] as const

/** Name of the body node that stands for a typed Block; it carries `id` and `kind` and nothing else. */
export const PLAN_BLOCK = 'planBlock'

export const bodyRoot = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment('body')
export const blocksRoot = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('blocks')
export const metaRoot = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta')

export const movesRoot = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('moves')

/** The three roots of the plan itself. */
export const roots = (doc: Y.Doc) => ({ body: bodyRoot(doc), blocks: blocksRoot(doc), meta: metaRoot(doc) })

/** Every block atom of the body in document order, also those inside lists, quotes and tables. */
export function* atomsOf(parent: Y.XmlFragment): Generator<Y.XmlElement> {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue
    if (child.nodeName === PLAN_BLOCK) yield child
    else yield* atomsOf(child)
  }
}

/** The id an atom carries; undefined for one that something foreign has damaged. */
export function atomId(atom: Y.XmlElement): string | undefined {
  const id: unknown = atom.getAttribute('id')
  return typeof id === 'string' && id.length > 0 ? id : undefined
}
