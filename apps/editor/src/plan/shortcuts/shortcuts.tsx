import { Dialog } from '../../ui/dialog.tsx'
import { isApple, keyLabel } from '../../ui/keys.ts'
import { words } from '../../words.ts'
import styles from './shortcuts.module.css'

type Row = keyof typeof words.shortcuts.rows

const groups: readonly (readonly [
  keyof typeof words.shortcuts.groups,
  readonly (readonly [Row, readonly string[]])[],
])[] = [
  [
    'plan',
    [
      ['palette', ['Mod+K']],
      ['find', ['Mod+F', 'Mod+H']],
      ['edit', ['E']],
      ['undo', ['Mod+Z']],
      ['redo', ['Mod+Shift+Z']],
      ['insert', ['/', 'Mod+/']],
      ['liveEdits', ['Mod+Alt+Shift+R']],
      ['shortcuts', ['?', 'Mod+Shift+/']],
    ],
  ],
  [
    'move',
    [
      ['panes', ['F6', 'Shift+F6']],
      ['outline', ['Mod+\\']],
      ['toolbar', ['Alt+F10', 'Esc']],
      ['enterCard', ['Enter', 'Esc']],
    ],
  ],
  [
    'blocks',
    [
      ['blockMenu', ['Mod+.']],
      ['privateNote', ['Mod+. N']],
      ['moveBlock', [isApple ? 'Ctrl+Shift+↑ ↓' : 'Alt+Shift+↑ ↓']],
    ],
  ],
  [
    'text',
    [
      ['bold', ['Mod+B']],
      ['italic', ['Mod+I']],
      ['strike', ['Mod+Shift+S']],
      ['link', ['Mod+Shift+K']],
      ['headings', [isApple ? 'Mod+Alt+1 – 3 · 0' : 'Ctrl+Shift+1 – 3 · 0']],
    ],
  ],
]

/** The list of keys. */
export default function Shortcuts({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={words.shortcuts.title} onClose={onClose}>
      <div className={styles.groups}>
        {groups.map(([group, rows]) => (
          <section key={group}>
            <h3>{words.shortcuts.groups[group]}</h3>
            <dl className={styles.rows}>
              {rows.map(([row, keys]) => (
                <div key={row}>
                  <dt>{words.shortcuts.rows[row]}</dt>
                  <dd>
                    {keys.map((chord) => (
                      <kbd key={chord}>{keyLabel(chord)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
