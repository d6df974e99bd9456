import { X } from 'lucide-react'
import type { UnsavedWords } from '../session/unsaved-words.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { toast } from '../ui/toast.ts'
import { words } from '../words.ts'
import styles from './kept-words.module.css'
import { useConnection, useKeptWords } from './plan-context.tsx'

/** Says that the server did not take what I wrote, and keeps it at hand until I say that I have it. */
export function KeptWordsNotice() {
  const connection = useConnection()
  const kept = useKeptWords()
  if (!kept) return null
  const done = () => connection.forgetKept()
  return (
    <section className={styles.notice} role="alert" aria-labelledby="kept-words">
      <div className={styles.head}>
        <h2 id="kept-words">{words.kept.title}</h2>
        <IconButton label={words.kept.done} size="small" onClick={done}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      <p>
        {words.kept.because[kept.because]} {words.kept.now}
      </p>
      <WordsToCopy words={kept.words}>
        <Button size="small" look="quiet" onClick={done}>
          {words.kept.done}
        </Button>
      </WordsToCopy>
    </section>
  )
}

/** What somebody wrote that is nowhere but on this device, place by place, with a button that copies all of it. */
export function WordsToCopy({ words: all, children }: { words: readonly UnsavedWords[]; children?: React.ReactNode }) {
  if (all.length === 0) return <p className={styles.actions}>{children}</p>
  const copy = () =>
    void navigator.clipboard.writeText(asText(all)).then(
      () => toast(words.kept.copied),
      () => toast(words.kept.notCopied),
    )
  return (
    <>
      <dl className={styles.words} aria-label={words.kept.label}>
        {all.map(({ place, text }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place can stand in the list twice, and the list never changes.
          <div key={at}>
            <dt>{place}</dt>
            <dd>{text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.actions}>
        <Button size="small" onClick={copy}>
          {words.kept.copy}
        </Button>
        {children}
      </p>
    </>
  )
}

/** Letters of one place that are drawn; the button copies all of them. */
const MOST_SHOWN = 2000

const asText = (all: readonly UnsavedWords[]) => all.map(({ place, text }) => `${place}\n${text}`).join('\n\n')
