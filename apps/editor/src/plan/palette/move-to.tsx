import { moveBlockTo, usePlan } from '@concord/blocks'
import { type BlockId, bodyRoot } from '@concord/schema'
import { Command } from 'cmdk'
import { CornerDownRight } from 'lucide-react'
import { Dialog } from '../../ui/dialog.tsx'
import { words } from '../../words.ts'
import { useOutline } from '../outline/glance.ts'
import { useCommands } from '../page-commands.ts'
import styles from './palette.module.css'

/** Moves a Block by choosing a place in words: what a mouse does by dragging. */
export default function MoveTo({ block, onClose }: { block: BlockId; onClose: () => void }) {
  const session = usePlan()
  const outline = useOutline()
  const { goToBlock } = useCommands()
  const length = bodyRoot(session.doc).length
  const places = outline.flatMap((section, index) => {
    if (section.number === null) return []
    const end = outline[index + 1]?.at ?? length
    return [{ key: section.at, number: section.number, title: section.title || words.outline.untitled, end }]
  })
  const move = (index: number) => {
    onClose()
    moveBlockTo(session, block, index)
    setTimeout(() => goToBlock(block), 50)
  }
  return (
    <Dialog title={words.blocks.moveTo} place="top" isTitleShown={false} onClose={onClose}>
      <Command className={styles.palette} label={words.blocks.moveTo} loop>
        <Command.Input className={styles.input} placeholder={words.blocks.moveWhere} autoFocus />
        <Command.List className={styles.list}>
          <Command.Empty className={styles.empty}>{words.palette.none}</Command.Empty>
          <Command.Item value={words.blocks.top} className={styles.item} onSelect={() => move(0)}>
            <CornerDownRight aria-hidden="true" />
            {words.blocks.top}
          </Command.Item>
          {places.map(({ key, number, title, end }) => (
            <Command.Item
              key={key}
              value={`${number} ${title} ${key}`}
              className={styles.item}
              onSelect={() => move(end)}
            >
              <span className={styles.number}>{number}</span>
              {words.blocks.end(title)}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  )
}
