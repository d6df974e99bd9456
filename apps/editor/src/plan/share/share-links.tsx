import type { MembersResponse, SharedLink, ShareLinksResponse } from '@concord/schema'
import { Globe, Link as LinkIcon } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { longDay } from '../../ui/format.ts'
import { toast } from '../../ui/toast.ts'
import { words } from '../../words.ts'
import { LinkForm } from './link-form.tsx'
import dialog from './share-dialog.module.css'
import styles from './share-links.module.css'

const say = words.share.links

interface LinksProps {
  readonly plan: string
  readonly answer: ShareLinksResponse
  readonly domains: MembersResponse['domains']
  /** Does it, says why not, and shows how things stand afterwards. */
  readonly act: (change: Promise<void>, done?: string) => Promise<void>
  readonly onMade: () => void
}

/** The links that open the plan: make one, copy it once, end it; and what the plan shows where it is pasted. */
export function ShareLinks({ plan, answer, domains, act, onMade }: LinksProps) {
  const [made, setMade] = useState<string | null>(null)
  const [isMaking, setMaking] = useState(false)
  const { links, mayMake, preview } = answer
  return (
    <section className={dialog.group} aria-label={say.title}>
      <h3>
        <LinkIcon className={styles.mark} aria-hidden="true" />
        {say.title}
        <small>{say.count(links.length)}</small>
      </h3>
      <ul>
        {links.length === 0 ? <li className={dialog.none}>{say.none}</li> : null}
        {links.map((link) => (
          <LinkRow key={link.id} link={link} onEnd={() => act(api.endShareLink(plan, link.id), say.ended)} />
        ))}
      </ul>
      {made ? <MadeLink url={made} /> : null}
      {isMaking ? (
        <LinkForm
          plan={plan}
          domains={domains}
          onCancel={() => setMaking(false)}
          onMade={(url) => {
            setMade(url)
            setMaking(false)
            onMade()
          }}
        />
      ) : mayMake ? (
        <Button className={styles.make} onClick={() => setMaking(true)}>
          {say.make}
        </Button>
      ) : null}
      {preview.mayChange || preview.isOn ? (
        <PreviewSwitch {...preview} onChange={(isOn) => act(api.setPreview(plan, isOn))} />
      ) : null}
    </section>
  )
}

const nameOf = ({ audience, domains }: SharedLink): string =>
  domains.length > 0 ? say.domain(domains.join(', ')) : say.audiences[audience]

function LinkRow({ link, onEnd }: { link: SharedLink; onEnd: () => void }) {
  const [isEnding, setEnding] = useState(false)
  const details = [
    link.audience === 'companies' ? say.roles[link.role] : null,
    say.until(longDay(link.endsAt)),
    link.hasPassword ? say.withPassword : null,
    link.usedAt === null ? say.neverOpened : say.lastOpened(longDay(link.usedAt)),
  ]
  if (isEnding)
    return (
      <li>
        <span className={dialog.who}>{say.endAsk}</span>
        <Button size="small" onClick={() => setEnding(false)}>
          {say.keep}
        </Button>
        <Button size="small" look="filled" autoFocus onClick={onEnd}>
          {say.end}
        </Button>
      </li>
    )
  return (
    <li>
      <span className={styles.kind} aria-hidden="true">
        {link.audience === 'anyone' ? <Globe /> : <LinkIcon />}
      </span>
      <span className={dialog.who}>
        <span>{nameOf(link)}</span>
        <small>{details.filter(Boolean).join(', ')}</small>
      </span>
      {link.mayEnd ? (
        <Button size="small" aria-label={say.endOf(nameOf(link))} onClick={() => setEnding(true)}>
          {say.end}
        </Button>
      ) : null}
    </li>
  )
}

function MadeLink({ url }: { url: string }) {
  const field = useRef<HTMLInputElement>(null)
  const copy = () =>
    void navigator.clipboard.writeText(url).then(
      () => toast(say.copied),
      () => field.current?.select(),
    )
  return (
    <div className={styles.made} role="status">
      <p>{say.made}</p>
      <div className={dialog.line}>
        <input ref={field} readOnly aria-label={say.address} value={url} onFocus={({ target }) => target.select()} />
        <Button look="filled" onClick={copy} autoFocus>
          {say.copy}
        </Button>
      </div>
    </div>
  )
}

function PreviewSwitch({
  isOn,
  mayChange,
  onChange,
}: ShareLinksResponse['preview'] & { onChange: (isOn: boolean) => void }) {
  const id = useId()
  return (
    <div className={styles.preview}>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={isOn}
        checked={isOn}
        disabled={!mayChange}
        aria-describedby={`${id}-help`}
        onChange={({ target }) => onChange(target.checked)}
      />
      <label htmlFor={id}>{say.preview}</label>
      <small id={`${id}-help`}>{say.previewHelp}</small>
    </div>
  )
}
