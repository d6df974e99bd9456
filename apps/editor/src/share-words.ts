import type { Audience, LinkRole } from '@concord/schema'

/** Every sentence of the Share dialog. */
export const shareWords = {
  button: 'Share',
  title: 'Share this plan',
  mail: 'Work e-mail of whom to invite',
  placeholder: 'name@company.example',
  mailMissing: 'Type here whom to invite.',
  role: 'Role',
  invite: 'Invite',
  addGuest: 'Add as guest',
  sent: (mail: string) => `An invitation went to ${mail}`,
  neither: (domain: string) => `${domain} is neither company.`,
  guestRules: 'Guests need an end date, see only this plan, and you answer for them.',
  until: 'Access until',
  firstOwner: 'This is the first person of the other company: an owner, who then invites the colleagues there.',
  guests: 'Guests',
  invited: 'Invited',
  asking: {
    title: 'Asking for access',
    since: (day: string) => `asked ${day}`,
    invite: 'Invite …',
    inviteWho: (mail: string) => `Invite ${mail}`,
    decline: 'Decline',
    declineWho: (mail: string) => `Decline ${mail}`,
    declined: (mail: string) => `${mail} was not let in`,
  },
  invitedUntil: (role: string, day: string) => `${role}, open until ${day}`,
  withdraw: 'Withdraw',
  withdrawOf: (mail: string) => `Withdraw the invitation of ${mail}`,
  withdrawn: (mail: string) => `The invitation of ${mail} opens nothing any more`,
  people: (count: number) => (count === 1 ? '1 person' : `${count} people`),
  nobody: (company: string) => `Nobody of ${company} yet.`,
  you: 'you',
  guestOf: (sponsor: string | null, day: string) =>
    sponsor ? `guest of ${sponsor} until ${day}` : `guest until ${day}`,
  roleOf: (name: string) => `Role of ${name}`,
  remove: 'End access',
  removeAsk: (name: string) => `End the access of ${name} now?`,
  keep: 'Keep',
  removed: (name: string) => `${name} has no access any more`,
  unreachable: 'Concord cannot be reached just now. Nothing was changed; try again.',
  whoTitle: 'Who can see this?',
  /** `link` is who else comes in by a link, and until when. */
  who: (
    sides: readonly { count: number; company: string }[],
    guests: number,
    until: string,
    link: { audience: Audience; until: string } | null,
  ) => {
    const people = sides.map(({ count, company }, index) =>
      index === 0 ? `${count === 1 ? '1 person' : `${count} people`} at ${company}` : `${count} at ${company}`,
    )
    if (guests > 0) people.push(`${guests === 1 ? '1 guest' : `${guests} guests`} until ${until}`)
    if (!link) return `${people.join(', ')}; no link.`
    const others = link.audience === 'anyone' ? 'anybody who has it' : 'their colleagues who have it'
    return `${people.join(', ')}; by link ${others}, until ${link.until}.`
  },
  links: {
    title: 'Links',
    count: (count: number) => (count === 0 ? 'off' : count === 1 ? '1 link' : `${count} links`),
    none: 'Nobody opens this plan by link alone.',
    make: 'Make a link',
    audience: 'Who may open it',
    audiences: {
      companies: 'People of both companies',
      anyone: 'Anyone with the link, view only',
    } satisfies Record<Audience, string>,
    domain: (domain: string) => `Only people at ${domain}`,
    role: 'What they may do',
    roles: { viewer: 'View', commenter: 'Comment' } satisfies Record<LinkRole, string>,
    lasts: 'Lasts',
    days: (days: number) => (days === 365 ? '1 year' : plural(days, 'day')),
    password: 'Password, if you want one',
    passwordShort: (least: number) => `A password has at least ${least} characters.`,
    anyoneWarning:
      'Whoever gets hold of this link reads the whole plan of both companies without signing in. Both companies see here that it exists, and an owner of either can end it.',
    create: 'Make the link',
    cancel: 'Cancel',
    made: 'The link is ready. Copy it now: it is not kept in a form that could be shown again.',
    address: 'Address of the link',
    copy: 'Copy share link',
    copied: 'Link copied',
    until: (day: string) => `until ${day}`,
    withPassword: 'password',
    lastOpened: (day: string) => `last opened ${day}`,
    neverOpened: 'not opened yet',
    end: 'End',
    endOf: (link: string) => `End the link for ${link}`,
    endAsk: 'End this link now? Whoever came through it is out at once.',
    keep: 'Keep',
    ended: 'The link opens nothing any more',
    preview: 'Show title, companies and how many goals are on track where this address is pasted',
    previewHelp: 'In chats and mails, for everybody who sees the message. Never a number of the plan.',
  },
  desk: {
    title: 'For owners',
    audit: 'Who did what with access',
    auditHelp: 'Invitations, roles, links and everything else on who may open this plan.',
    pack: 'Download everything (JSON)',
    packHelp: (other: string) =>
      `The plan with its hash, what was signed, people, links, your private notes and the history, in one file. Nothing private of ${other} is in it.`,
  },
  copy: 'Copy link',
  copied: 'Link copied. It opens for members of this plan only.',
  notCopied: 'The link could not be copied. It is in the address bar.',
  blockCopied: 'Link copied',
  mailCopied: 'Copied. Paste it into a mail.',
  offline: 'You are offline: the link works, but people who open it may see an older plan until you are back.',
} as const

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
