import type { BlockId, Plan } from '@concord/schema'
import css from './marks.module.css'

/** A block that can be named in a line: it has a key. */
export interface KeyedBlock {
  readonly id: BlockId
  readonly key: string
}

/** The blocks that have a key, in their order; one without a key yet cannot be named in a line. */
export const keyedBlocks = (ids: readonly BlockId[], { facts }: Plan): readonly KeyedBlock[] =>
  ids.flatMap((id) => (facts.keys[id] ? [{ id, key: facts.keys[id] }] : []))

/** The key of another block, pressed to go there. */
export const BlockLink = ({ to: { id, key } }: { to: KeyedBlock }) => (
  <a className={css.ref} href={`#b-${id}`}>
    {key}
  </a>
)

/** `Campaigns C1 C2`; nothing without blocks. */
export function BlockLinks({ name, to }: { name: string; to: readonly KeyedBlock[] }) {
  if (to.length === 0) return null
  return (
    <span className={css.links}>
      {name}
      {to.map((one) => (
        <BlockLink key={one.id} to={one} />
      ))}
    </span>
  )
}
