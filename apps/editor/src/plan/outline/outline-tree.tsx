import { moveBlockBy, usePlan } from '@concord/blocks'
import type { BlockId } from '@concord/schema'
import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { Avatar } from '../../ui/identity.tsx'
import { StatusGlyph } from '../../ui/status-glyph.tsx'
import { tip } from '../../ui/tooltip.ts'
import { words } from '../../words.ts'
import { useNotes } from '../notes/notes-context.ts'
import { useCommands } from '../page-commands.ts'
import { type Present, usePeople } from '../people.ts'
import { useOutline } from './glance.ts'
import styles from './outline.module.css'
import type { OutlineBlock, OutlineSection } from './outline.ts'
import { usePlace } from './place.ts'

/** One line of the tree as it is shown. */
type Line =
  | { readonly id: string; readonly section: OutlineSection; readonly isOpen: boolean; readonly hasBlocks: boolean }
  | { readonly id: string; readonly section: OutlineSection; readonly block: OutlineBlock }

/** Blocks worth a line of their own: those with a key, because people call them by it. */
const keyed = (section: OutlineSection) => section.blocks.filter(({ prefix }) => prefix !== null)

/** Sections whose Blocks have a status stand open; others open by hand. */
const opensByItself = (section: OutlineSection) => keyed(section).some(({ status }) => status !== null)

/** The plan's sections and Blocks as a tree that keys walk through. */
export function OutlineTree({ onGo }: { onGo?: () => void }) {
  const outline = useOutline()
  const { goToBlock, goToNode } = useCommands()
  const session = usePlan()
  const people = usePeople()
  const Mark = useNotes()?.ListMark
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set())
  const [focused, setFocused] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const sections = useMemo(() => outline.map(({ at }) => at).filter((at) => at >= 0), [outline])
  const place = usePlace(sections)

  const lines = useMemo<Line[]>(
    () =>
      outline.flatMap((section): Line[] => {
        const blocks = keyed(section)
        const isOpen = blocks.length > 0 && opensByItself(section) !== toggled.has(section.at)
        const inner = isOpen ? blocks.map((block): Line => ({ id: `b-${block.id}`, section, block })) : []
        if (section.number === null) return inner
        return [{ id: `s-${section.at}`, section, isOpen, hasBlocks: blocks.length > 0 }, ...inner]
      }),
    [outline, toggled],
  )
  const tabStop = lines.some(({ id }) => id === focused) ? focused : (lines[0]?.id ?? null)

  const go = (line: Line) => {
    if ('block' in line) goToBlock(line.block.id)
    else goToNode(line.section.at)
    onGo?.()
  }
  const toggle = (section: OutlineSection) =>
    setToggled((was) => {
      const next = new Set(was)
      if (!next.delete(section.at)) next.add(section.at)
      return next
    })
  const focus = (line: Line | undefined) => {
    if (!line) return
    setFocused(line.id)
    list.current?.querySelector<HTMLElement>(`[data-line="${line.id}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const index = lines.findIndex(({ id }) => id === tabStop)
    const line = lines[index]
    if (!line) return
    if (event.altKey && event.shiftKey && 'block' in line && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      moveBlockBy(session, line.block.id, event.key === 'ArrowUp' ? -1 : 1)
    } else if (event.altKey || event.ctrlKey || event.metaKey) return
    else if (event.key === 'ArrowDown') focus(lines[index + 1])
    else if (event.key === 'ArrowUp') focus(lines[index - 1])
    else if (event.key === 'Home') focus(lines[0])
    else if (event.key === 'End') focus(lines.at(-1))
    else if (event.key === 'Enter' || event.key === ' ') go(line)
    else if (event.key === 'ArrowRight' && !('block' in line) && line.hasBlocks) {
      if (line.isOpen) focus(lines[index + 1])
      else toggle(line.section)
    } else if (event.key === 'ArrowLeft') {
      if ('block' in line) focus(lines.find(({ id }) => id === `s-${line.section.at}`))
      else if (line.isOpen) toggle(line.section)
    } else return
    event.preventDefault()
  }

  if (lines.length === 0) return <p className={styles.empty}>{words.outline.empty}</p>
  return (
    <div ref={list} role="tree" aria-label={words.outline.label} className={styles.tree}>
      {lines.map((line) => {
        const isBlock = 'block' in line
        const isHere = isBlock
          ? place.block === line.block.id
          : place.section === line.section.at &&
            !lines.some((other) => 'block' in other && other.section === line.section && other.block.id === place.block)
        return (
          <div
            key={line.id}
            role="treeitem"
            data-line={line.id}
            aria-level={isBlock ? 2 : 1}
            aria-expanded={!isBlock && line.hasBlocks ? line.isOpen : undefined}
            aria-current={isHere ? 'location' : undefined}
            tabIndex={line.id === tabStop ? 0 : -1}
            className={classNames(styles.line, isBlock && styles.block, isHere && styles.here)}
            onFocus={() => setFocused(line.id)}
            {...tip({
              label: isBlock ? `${line.block.key ?? ''} ${line.block.title}`.trim() : line.section.title,
              side: 'right',
            })}
            onClick={() => go(line)}
            onKeyDown={onKeyDown}
          >
            {isBlock ? <BlockLine block={line.block} /> : <SectionLine line={line} onToggle={toggle} />}
            {Mark ? <Mark blocks={blocksOf(line)} /> : null}
            <PeopleAt people={people.filter((person) => isAt(person, line, outline, lines))} />
          </div>
        )
      })}
    </div>
  )
}

function BlockLine({ block }: { block: OutlineBlock }) {
  return (
    <>
      {block.status ? <StatusGlyph status={block.status} isNamed /> : <span className={styles.noStatus} />}
      <span className={classNames(styles.title, styles.keyed)}>
        <span className={styles.key}>{block.key ?? `${block.prefix}·new`}</span> <span dir="auto">{block.title}</span>
      </span>
    </>
  )
}

function SectionLine({
  line,
  onToggle,
}: {
  line: Extract<Line, { isOpen: boolean }>
  onToggle: (section: OutlineSection) => void
}) {
  return (
    <>
      <span className={styles.number}>{line.section.number}</span>
      <span className={styles.title} dir="auto">
        {line.section.title || words.outline.untitled}
      </span>
      {line.hasBlocks ? (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          className={classNames(styles.toggle, line.isOpen && styles.open)}
          onClick={(event) => {
            event.stopPropagation()
            onToggle(line.section)
          }}
        >
          <ChevronRight aria-hidden="true" />
        </button>
      ) : null}
    </>
  )
}

function PeopleAt({ people }: { people: readonly Present[] }) {
  if (people.length === 0) return null
  return (
    <span className={styles.people}>
      {people.slice(0, 3).map((person) => (
        <Avatar
          key={person.member}
          name={person.name}
          side={person.side}
          size="small"
          label={words.outline.someoneHere(person.name)}
        />
      ))}
    </span>
  )
}

/** The Blocks that a line stands for: its own, or those of a section that have no line. */
function blocksOf(line: Line): BlockId[] {
  if ('block' in line) return [line.block.id]
  return line.section.blocks.filter(({ prefix }) => !line.isOpen || prefix === null).map(({ id }) => id)
}

/** A person is shown on the line of the Block they are in, or on its section while that Block has no line. */
function isAt(person: Present, line: Line, outline: readonly OutlineSection[], lines: readonly Line[]): boolean {
  if (person.block !== null) {
    const hasLine = lines.some((other) => 'block' in other && other.block.id === person.block)
    if ('block' in line) return line.block.id === person.block
    return !hasLine && line.section.blocks.some(({ id }: { id: BlockId }) => id === person.block)
  }
  if (person.node === null || 'block' in line) return false
  const inside = outline.filter(({ at }) => at <= person.node!).at(-1)
  return inside === line.section
}
