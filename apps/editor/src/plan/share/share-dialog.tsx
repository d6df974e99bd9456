import {
  type Audience,
  type MembersResponse,
  otherSide,
  type SharedLink,
  type SharedMember,
  type ShareLinksResponse,
  SIDES,
  type Side,
} from '@concord/schema'
import { QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link as LinkIcon, UserRound } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { ApiError, api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { longDay } from '../../ui/format.ts'
import { Avatar, CompanyMark } from '../../ui/identity.tsx'
import { toast } from '../../ui/toast.ts'
import { words } from '../../words.ts'
import { askInAddress } from '../deep-link.ts'
import { useCommands } from '../page-commands.ts'
import { usePlanAnswer } from '../plan-context.tsx'
import { InviteForm } from './invite-form.tsx'
import { OwnersDesk } from './owners-desk.tsx'
import { RoleSelect } from './role-select.tsx'
import styles from './share-dialog.module.css'
import { ShareLinks } from './share-links.tsx'

const say = words.share

/** Who takes part in the plan: invite, change a role, end access, and one sentence that says who can see it. */
export default function ShareDialog(props: { onClose: () => void }) {
  return (
    <QueryClientProvider client={queries}>
      <Sharing {...props} />
    </QueryClientProvider>
  )
}

function Sharing({ onClose }: { onClose: () => void }) {
  const { id, companies, member: me } = usePlanAnswer()
  const { copyPlanLink } = useCommands()
  const client = useQueryClient()
  const key = ['members', id]
  const linksKey = ['share-links', id]
  const members = useQuery({ queryKey: key, queryFn: () => api.members(id), staleTime: 0 })
  const shareLinks = useQuery({ queryKey: linksKey, queryFn: () => api.shareLinks(id), staleTime: 0 })
  const { data } = members
  const [answered, setAnswered] = useState(askInAddress)
  const wanted = data?.asking.find(({ id: request }) => request === answered)?.mail ?? ''
  // The mail led here once; what is opened next time is the dialog.
  useEffect(() => {
    if (askInAddress()) history.replaceState(history.state, '', location.pathname)
  }, [])
  const error = members.error ?? shareLinks.error
  if (me.side === null) return null
  const mySide = me.side

  /** Does it, says why not, and shows how things stand afterwards. */
  async function act(change: Promise<void>, done?: string): Promise<void> {
    try {
      await change
      if (done) toast(done)
    } catch (failure) {
      toast(failure instanceof ApiError ? failure.message : say.unreachable)
    }
    await Promise.all([key, linksKey].map((queryKey) => client.invalidateQueries({ queryKey })))
  }

  return (
    <Dialog title={say.title} onClose={onClose}>
      <div className={styles.body}>
        {error ? (
          <p className={styles.state} role="alert">
            {say.unreachable}
          </p>
        ) : null}
        {data && data.mayInvite.length > 0 ? (
          <InviteForm
            key={wanted}
            plan={id}
            side={mySide}
            sharing={data}
            wanted={wanted}
            onInvited={() => client.invalidateQueries({ queryKey: key })}
          />
        ) : null}
        {data && data.asking.length > 0 ? (
          <Group name={say.asking.title} count={data.asking.length}>
            {data.asking.map(({ id: request, mail, at }) => (
              <li key={request} className={styles.answers}>
                <Avatar name={mail} side={null} isAway />
                <span className={styles.who}>
                  <span>{mail}</span>
                  <small>{say.asking.since(longDay(at))}</small>
                </span>
                <Button size="small" aria-label={say.asking.inviteWho(mail)} onClick={() => setAnswered(request)}>
                  {say.asking.invite}
                </Button>
                <Button
                  size="small"
                  aria-label={say.asking.declineWho(mail)}
                  onClick={() => act(api.declineAccess(id, request), say.asking.declined(mail))}
                >
                  {say.asking.decline}
                </Button>
              </li>
            ))}
          </Group>
        ) : null}
        {data
          ? [mySide, otherSide(mySide)].map((side) => (
              <Company
                key={side}
                side={side}
                name={companies[side].name}
                sharing={data}
                me={me.id}
                act={act}
                plan={id}
              />
            ))
          : null}
        {data?.members.some(({ guest }) => guest) ? (
          <Group
            mark={<UserRound aria-hidden="true" />}
            name={say.guests}
            count={data.members.filter(({ guest }) => guest).length}
          >
            {data.members
              .filter(({ guest }) => guest)
              .map((guest) => (
                <MemberRow
                  key={guest.id}
                  member={guest}
                  sharing={data}
                  mySide={mySide}
                  me={me.id}
                  act={act}
                  plan={id}
                />
              ))}
          </Group>
        ) : null}
        {data && data.invitations.length > 0 ? (
          <Group name={say.invited} count={data.invitations.length}>
            {data.invitations.map(({ id: invitation, mail, role, side, endsAt }) => (
              <li key={invitation}>
                <Avatar name={mail} side={side} isAway />
                <span className={styles.who}>
                  <span>{mail}</span>
                  <small>{say.invitedUntil(words.plans.roles[role], longDay(endsAt))}</small>
                </span>
                <Button
                  size="small"
                  aria-label={say.withdrawOf(mail)}
                  onClick={() => act(api.withdraw(id, invitation), say.withdrawn(mail))}
                >
                  {say.withdraw}
                </Button>
              </li>
            ))}
          </Group>
        ) : null}
        {data && shareLinks.data ? (
          <ShareLinks
            plan={id}
            answer={shareLinks.data}
            domains={data.domains}
            act={act}
            onMade={() => void client.invalidateQueries({ queryKey: linksKey })}
          />
        ) : null}
        {data?.mayManage ? <OwnersDesk plan={id} otherCompany={companies[otherSide(mySide)].shortName} /> : null}
      </div>
      <footer className={styles.foot}>
        <p>
          <b>{say.whoTitle}</b> {data && shareLinks.data ? whoCanSee(data, shareLinks.data, companies) : null}
        </p>
        <Button onClick={copyPlanLink}>
          <LinkIcon aria-hidden="true" />
          {say.copy}
        </Button>
      </footer>
    </Dialog>
  )
}

interface Acting {
  readonly plan: string
  readonly sharing: MembersResponse
  /** The reader's own Member id. */
  readonly me: string
  readonly act: (change: Promise<void>, done?: string) => Promise<void>
}

function Company({ side, name, ...rest }: Acting & { side: Side; name: string }) {
  const people = rest.sharing.members.filter((member) => member.side === side && !member.guest)
  const mySide = rest.sharing.members.find(({ id }) => id === rest.me)?.side ?? null
  return (
    <Group mark={<CompanyMark name={name} side={side} size="small" />} name={name} count={people.length}>
      {people.length === 0 ? <li className={styles.none}>{say.nobody(name)}</li> : null}
      {people.map((member) => (
        <MemberRow key={member.id} member={member} mySide={mySide} {...rest} />
      ))}
    </Group>
  )
}

function Group(props: { mark?: ReactNode; name: string; count: number; children: ReactNode }) {
  return (
    <section className={styles.group}>
      <h3>
        {props.mark}
        {props.name}
        <small>{say.people(props.count)}</small>
      </h3>
      <ul>{props.children}</ul>
    </section>
  )
}

function MemberRow({ member, mySide, plan, sharing, me, act }: Acting & { member: SharedMember; mySide: Side | null }) {
  const [isEnding, setEnding] = useState(false)
  const isManaged = sharing.mayManage && member.side === mySide
  const sponsor = sharing.members.find(({ id }) => id === member.guest?.sponsor)?.name
  const details = [
    member.id === me ? say.you : null,
    member.guest ? say.guestOf(sponsor ?? null, longDay(member.guest.until)) : member.mail,
  ].filter(Boolean)
  if (isEnding)
    return (
      <li className={styles.answers}>
        <span className={styles.who}>{say.removeAsk(member.name)}</span>
        <Button size="small" onClick={() => setEnding(false)}>
          {say.keep}
        </Button>
        <Button
          size="small"
          look="filled"
          autoFocus
          onClick={() => {
            setEnding(false)
            void act(api.endMembership(plan, member.id), say.removed(member.name))
          }}
        >
          {say.remove}
        </Button>
      </li>
    )
  return (
    <li>
      <Avatar name={member.name} side={member.guest ? null : member.side} />
      <span className={styles.who}>
        <span>{member.name}</span>
        {details.length > 0 ? <small>{details.join(', ')}</small> : null}
      </span>
      {isManaged ? (
        <RoleSelect
          label={say.roleOf(member.name)}
          value={member.role}
          isGuest={Boolean(member.guest)}
          onChange={(role) => act(api.changeMember(plan, member.id, { role }))}
          onRemove={() => setEnding(true)}
        />
      ) : (
        <span className={styles.role}>{words.plans.roles[member.role]}</span>
      )}
    </li>
  )
}

/** Whom the links let in, told by the one that lets in most; null without any. */
function widest(links: readonly SharedLink[]) {
  const forAnyone = links.filter(({ audience }) => audience === 'anyone')
  const open = forAnyone.length > 0 ? forAnyone : links
  const audience: Audience = forAnyone.length > 0 ? 'anyone' : 'companies'
  return open.length === 0 ? null : { audience, until: longDay(Math.max(...open.map(({ endsAt }) => endsAt))) }
}

/** "3 people at Halvern, 4 at Dunmarsh, 1 guest until 31 Mar; no link." */
function whoCanSee(
  { members }: MembersResponse,
  { links }: ShareLinksResponse,
  companies: Readonly<Record<Side, { shortName: string }>>,
): string {
  const own = SIDES.map((side) => ({
    count: members.filter((member) => member.side === side && !member.guest).length,
    company: companies[side].shortName,
  }))
  const guests = members.flatMap(({ guest }) => guest?.until ?? [])
  return say.who(own, guests.length, guests.length > 0 ? longDay(Math.max(...guests)) : '', widest(links))
}
