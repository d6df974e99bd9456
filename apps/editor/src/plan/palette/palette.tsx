import { useCanWrite, usePlan } from '@concord/blocks'
import { definitionOf } from '@concord/schema'
import { Command } from 'cmdk'
import { CornerDownRight, FilePlus2, Keyboard, Link, ListTree, Printer, Replace, Search, SunMoon } from 'lucide-react'
import { useState } from 'react'
import { Dialog } from '../../ui/dialog.tsx'
import { Avatar } from '../../ui/identity.tsx'
import { keyLabel } from '../../ui/keys.ts'
import { StatusGlyph } from '../../ui/status-glyph.tsx'
import { setTheme, themes } from '../../ui/theme.ts'
import { words } from '../../words.ts'
import { planEditor } from '../canvas/plan-editor.ts'
import { insertItems } from '../insert/insert-items.ts'
import { rememberItem } from '../insert/recent-items.ts'
import { useOutline } from '../outline/glance.ts'
import type { OutlineSection } from '../outline/outline.ts'
import { useCommands } from '../page-commands.ts'
import { type Present, usePeople } from '../people.ts'
import { usePlanAnswer } from '../plan-context.tsx'
import styles from './palette.module.css'

/** Everything by typing: go to a section or Block, insert, do, and who is here. */
export default function Palette({ query: asked, onClose }: { query: string; onClose: () => void }) {
  const session = usePlan()
  const canWrite = useCanWrite()
  const commands = useCommands()
  const outline = useOutline()
  const people = usePeople()
  const { companies } = usePlanAnswer()
  const [query, setQuery] = useState(asked)
  const { content, facts } = session.plan()

  const run = (act: () => void) => () => {
    onClose()
    // The dialog gives the focus back first; what is chosen may then take it.
    setTimeout(act, 0)
  }
  const insert = (item: (typeof insertItems)[number]) => () => {
    const editor = planEditor.current
    if (!editor) return
    rememberItem(item)
    editor.view.focus()
    item.run(editor, session)
  }

  return (
    <Dialog title={words.palette.label} place="top" isTitleShown={false} onClose={onClose}>
      <Command className={styles.palette} label={words.palette.label} loop>
        <Command.Input
          className={styles.input}
          value={query}
          onValueChange={setQuery}
          placeholder={words.palette.placeholder}
          autoFocus
        />
        <Command.List className={styles.list}>
          <Command.Empty className={styles.empty}>{words.palette.none}</Command.Empty>
          <Command.Group heading={words.palette.goTo} className={styles.group}>
            {outline.map((section) =>
              section.number === null ? null : (
                <Command.Item
                  key={section.at}
                  value={`${section.number} ${section.title} s${section.at}`}
                  className={styles.item}
                  onSelect={run(() => commands.goToNode(section.at))}
                >
                  <span className={styles.number}>{section.number}</span>
                  {section.title || words.outline.untitled}
                </Command.Item>
              ),
            )}
            {query === ''
              ? null
              : outline
                  .flatMap(({ blocks }) => blocks)
                  .map((block) => (
                    <Command.Item
                      key={block.id}
                      value={`${block.key ?? ''} ${block.title} ${block.id}`}
                      keywords={[definitionOf(content.blocks.get(block.id)?.kind ?? '')?.shape.label ?? '']}
                      className={styles.item}
                      onSelect={run(() => commands.goToBlock(block.id))}
                    >
                      {block.status ? (
                        <StatusGlyph status={block.status} isNamed />
                      ) : (
                        <CornerDownRight aria-hidden="true" />
                      )}
                      <span className={styles.title}>
                        {facts.keys[block.id] ? <b>{facts.keys[block.id]} </b> : null}
                        {block.title}
                      </span>
                    </Command.Item>
                  ))}
          </Command.Group>
          <Command.Group heading={words.palette.here} className={styles.group}>
            {people.map((person) => (
              <Command.Item
                key={person.member}
                value={`${words.palette.here} ${person.name} ${person.member}`}
                className={styles.item}
                onSelect={run(() => goToPerson(person, commands))}
              >
                <Avatar name={person.name} side={person.side} size="small" />
                <span className={styles.title}>
                  {person.side
                    ? person.isMe
                      ? words.presence.you(person.name, companies[person.side].shortName)
                      : words.presence.other(person.name, companies[person.side].shortName)
                    : person.name}
                </span>
                <span className={styles.place}>{placeWords(person, outline, facts.keys)}</span>
              </Command.Item>
            ))}
          </Command.Group>
          {canWrite ? (
            <Command.Group heading={words.palette.insert} className={styles.group}>
              {(query === '' ? insertItems.slice(0, 3) : insertItems).map((item) => (
                <Command.Item
                  key={item.id}
                  value={`${words.palette.insert} ${item.name} ${item.id}`}
                  className={styles.item}
                  onSelect={run(insert(item))}
                >
                  <item.icon aria-hidden="true" />
                  <span className={styles.title}>{item.name}</span>
                  <span className={styles.place}>{item.hint}</span>
                </Command.Item>
              ))}
            </Command.Group>
          ) : null}
          <Command.Group heading={words.palette.do} className={styles.group}>
            <Do icon={<Search />} name={words.menu.find} keys="Mod+F" onSelect={run(commands.openFind)} />
            {canWrite ? (
              <Do icon={<Replace />} name={words.menu.replace} keys="Mod+H" onSelect={run(commands.openReplace)} />
            ) : null}
            <Do icon={<Link />} name={words.menu.copyLink} onSelect={run(commands.copyPlanLink)} />
            <Do icon={<ListTree />} name={words.outline.show} keys="Mod+\" onSelect={run(commands.toggleOutline)} />
            <Do
              icon={<Keyboard />}
              name={words.menu.shortcuts}
              keys="Mod+Shift+/"
              onSelect={run(commands.openShortcuts)}
            />
            <Do icon={<Printer />} name={words.menu.print} keys="Mod+P" onSelect={run(() => window.print())} />
            {canWrite ? (
              <Do icon={<FilePlus2 />} name={words.canvas.insert} keys="Mod+/" onSelect={run(commands.openInsert)} />
            ) : null}
            {themes.map((theme) => (
              <Do
                key={theme}
                icon={<SunMoon />}
                name={words.palette.theme(words.menu.themes[theme])}
                onSelect={run(() => setTheme(theme))}
              />
            ))}
          </Command.Group>
        </Command.List>
      </Command>
    </Dialog>
  )
}

function Do(props: { icon: React.ReactNode; name: string; keys?: string; onSelect: () => void }) {
  return (
    <Command.Item className={styles.item} value={`${words.palette.do} ${props.name}`} onSelect={props.onSelect}>
      {props.icon}
      <span className={styles.title}>{props.name}</span>
      {props.keys ? <kbd>{keyLabel(props.keys)}</kbd> : null}
    </Command.Item>
  )
}

function goToPerson(person: Present, { goToBlock, goToNode }: ReturnType<typeof useCommands>): void {
  if (person.block !== null) goToBlock(person.block)
  else if (person.node !== null) goToNode(person.node)
}

/** "in G2", "in Goals", "in the plan". */
function placeWords(
  person: Present,
  outline: readonly OutlineSection[],
  keys: Readonly<Record<string, string>>,
): string {
  if (person.block !== null && keys[person.block]) return words.palette.isAt(keys[person.block]!)
  const section = outline.find(({ blocks }) => blocks.some(({ id }) => id === person.block))
  const byNode = person.node === null ? undefined : outline.filter(({ at }) => at <= person.node!).at(-1)
  const title = (section ?? byNode)?.title
  return title ? words.palette.isAt(title) : words.palette.somewhere
}
