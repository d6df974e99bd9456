import type { ErrorCode, Role, Side } from '@concord/schema'
import type { Limits } from './limits.ts'

/** Every sentence of the server that a person reads. */
export const words = {
  start: {
    folderNotMade: (folder: string, code: string) =>
      `The data folder ${folder} does not exist and could not be made${code ? ` (${code})` : ''}. Choose another with --data.`,
    folderIsFile: (folder: string) => `The data folder ${folder} is a file. Choose a folder with --data.`,
    folderNotWritable: (folder: string) =>
      `The data folder ${folder} cannot be written. Give this account the right to write there, or choose another folder with --data.`,
    folderInUse: (folder: string) =>
      `Another Concord is already using the data folder ${folder}. Stop it first, or choose another folder with --data.`,
    databaseNotOpened: (folder: string, cause: string) => `The database in ${folder} could not be opened: ${cause}.`,
    databaseNewer:
      'The database was written by a newer Concord. Start that version, or choose another folder with --data.',
    portInUse: (port: number) => `Port ${port} is already in use. Choose another with --port.`,
    portNotAllowed: (port: number) => `This account may not listen on port ${port}. Choose one above 1023 with --port.`,
    portNotANumber: (port: string) => `'${port}' is not a port. Choose a number from 0 to 65535 with --port.`,
    logLevelUnknown: (level: string) =>
      `CONCORD_LOG is '${level}'. Choose one of fatal, error, warn, info, debug, silent.`,
    flagUnknown: (flags: string) =>
      `These options were not understood: ${flags}. Concord knows --port, --host, --data, --no-demo, --json and --limits.`,
    limitsWrong: 'CONCORD_LIMITS is not a JSON object of known limits with positive whole numbers.',
    diskFailed: (folder: string) =>
      `The disk under ${folder} failed. Concord stops, so that nothing is called saved that is not. Check the disk and start it again.`,
    urlWrong: (url: string) =>
      `'${url}' is not an address of pages. Write CONCORD_URL as in https://plans.company.example.`,
    mailServerWrong:
      'CONCORD_SMTP is not the address of a mail server. Write it as in smtps://name:password@mail.company.example:465.',
    hostUnknown: (host: string) => `This machine has no address ${host} to listen on. Choose another with --host.`,
  },
  mail: { from: 'Concord <concord@localhost>' },
  limits: {
    title: 'Limits',
    intro: 'What this Concord takes, and what happens above it. Whoever runs it may change each with CONCORD_LIMITS.',
    name: 'Name',
    limit: 'Limit',
    effect: 'Above it',
    effects: {
      message: 'One message of an editor. It is refused; Concord’s own editor sends long absences in pieces.',
      plan: 'A plan as kept. The change is refused and the editor says so; what is there stays.',
      presence: 'Where somebody is in the plan. The connection ends and comes back.',
      messagesPerSecond: 'Messages of one connection in a second. They are taken more slowly; nothing is dropped.',
      messageBurst: 'Messages at once before that counts. They are taken more slowly; nothing is dropped.',
      structsPerMessage: 'Changes inside one message. It is refused.',
      clientsPerMessage: 'Editors whose changes one message holds. It is refused.',
      nesting: 'Things inside things. The message is refused.',
      newClients: 'Times a page may be opened anew on one connection. The change is refused.',
      newClientsAtFirst: 'The same for the first message after days without a network. The change is refused.',
      answerBurst: 'Times an editor may ask for the whole plan at once. The connection ends and may come back.',
      answersPerSecond: 'How often it may ask again in a second.',
      owedFrames: 'Messages that wait for something that has not come. The connection ends.',
      inLine: 'What waits for the disk, of everybody. All connections are read more slowly.',
      socketsPerPerson: 'Open pages of one person. One more is refused until another is closed.',
      socketsPerAddress: 'Open pages from one network address. One more is refused until another is closed.',
      unsent: 'What a slow reader has not read. Live changes wait and come together when he has caught up.',
      unsentFor: 'How long catching up may take. Then the connection ends and may come back.',
      invitationsPerHour: 'Invitations mailed for one plan in an hour. More are refused until later.',
      body: 'One request of a page. It is refused.',
    } satisfies Record<keyof Limits, string>,
  },
  page: {
    name: 'Concord',
    home: 'To your plans',
    welcome: 'Concord keeps the plan of two companies as one live page. Sign in with your work address to see yours.',
    untitled: 'Plan without a title',
    between: (vendor: string, partner: string) => `${vendor} and ${partner}`,
    newerBlock: 'A block of a newer Concord.',
    stage: 'Stage',
    stages: { draft: 'Draft', review: 'Under review', agreed: 'Agreed', running: 'Running', closed: 'Closed' },
    period: 'Period, currency',
    signed: 'Signed',
    signedVersion: (version: number) => `v${version}`,
    neverSigned: 'Not signed yet',
  },
  signIn: {
    title: 'Sign in',
    intro: 'Your work address is enough: no password, nothing to install.',
    toOpen: 'This plan opens for the people of its two companies. Prove your work address to read it.',
    mail: 'Work e-mail',
    send: 'Mail me a link and a code',
    mailWrong: 'This is not a mail address that mail can reach. Check it, as in jo@company.example.',
    tooManyMails: 'Several mails went to this address already. Use the newest one, or ask again in an hour.',
    tooManyRequests: 'Too many tries from here. Wait ten minutes and try again.',
    checkTitle: 'Check your mail',
    check: (mail: string) =>
      `If ${mail} can open a plan here, a mail with a button and a six-digit code is on its way.`,
    code: 'Six-digit code',
    codeHint: 'Paste works. The code lives 10 minutes.',
    continue: 'Continue',
    again: 'Send again',
    againIn: 'Send again in',
    anotherAddress: 'Use another address',
    nothingTitle: 'Nothing after a minute?',
    nothing: (from: string) =>
      `Look in quarantine for mail from ${from}. If the button says it was used already, your mail system opened it first; the code still works.`,
    openTitle: 'Open Concord on this device',
    openAs: (mail: string) => `You go on as ${mail}.`,
    openAsYou: 'You go on as the person this mail was sent to.',
    openButton: (mail: string) => `Continue as ${mail}`,
    withoutScript: 'Type your address and the code that stands in the same mail.',
    otherBrowserTitle: 'One more step in this browser',
    otherBrowser: (mail: string) =>
      `The mail was asked for in another browser. To go on as ${mail} here, type the six-digit code that stands in it.`,
    wrongCode: (left: number) =>
      `This is not the code of the newest mail. ${left === 1 ? 'One try is' : `${left} tries are`} left.`,
    tooManyTries: 'Too many wrong codes: this mail is no longer good. Ask for a new one.',
    over: 'This mail is no longer good: a link and its code live 10 minutes, and a newer mail ends an older one. Ask for a new one.',
    used: 'This link was used already. If it was not you, your mail system may have opened it: ask for a new mail and use the code.',
    notInvitedTitle: 'No plan is shared with you yet',
    notInvited: (mail: string) =>
      `${mail} is proved, but nobody has invited it. Ask the person who sent you the plan to invite this address.`,
    plainTextWay: 'Without JavaScript the code in the mail is all you need.',
    letter: {
      subject: (code: string) => `${code} is your Concord code`,
      intro: 'Open Concord on this device with one press:',
      button: 'Continue to Concord',
      orCode: 'Or type this code where you asked for it:',
      notYou:
        'Link and code live 10 minutes and work once. If you did not ask for them, do nothing: without them nobody gets in.',
    },
  },
  invitation: {
    title: 'You are invited to a joint plan',
    between: (inviter: string | null, vendor: string, partner: string) =>
      `${inviter ?? 'Somebody'} invites you to the joint business plan of ${vendor} and ${partner}.`,
    joinAs: (company: string, role: string, isGuest: boolean) =>
      isGuest ? `You join as a guest of ${company}, and can ${role}.` : `You join for ${company}, and can ${role}.`,
    roles: {
      owner: 'edit and manage who takes part',
      editor: 'edit',
      commenter: 'read and comment',
      viewer: 'read',
    } satisfies Record<Role, string>,
    join: 'Join the plan',
    prove: (mail: string) => `Continue as ${mail}`,
    bound: (mail: string) =>
      `The invitation is for ${mail}. A six-digit code goes there, so that a forwarded link opens nothing.`,
    waitingTitle: 'You are invited',
    overTitle: 'This invitation is no longer good',
    over: 'It was used, withdrawn, or is older than 30 days. Ask the person who sent it for a new one.',
    otherSide: (company: string) => `This address belongs to ${company}. Its own owners invite their people.`,
    guestEnd: 'Somebody of neither company is a guest: choose the day his access ends, a year from now at most.',
    guestRole: 'A guest cannot be an owner.',
    notYours: 'People of the other company are invited by its own owners.',
    firstOwner: 'The first person of the other company must be its owner.',
    tooMany: 'Many invitations went out for this plan within the hour. Wait a while before sending more.',
    lastOwner: 'A company keeps at least one owner in its plan. Make somebody else an owner first.',
    letter: {
      subject: (vendor: string, partner: string) => `Joint business plan: ${vendor} and ${partner}`,
      intro: (name: string, company: string, vendor: string, partner: string) =>
        `${name} (${company}) invites you to the joint business plan of ${vendor} and ${partner}. Both companies write it together, live.`,
      side: (company: string) => `You join for ${company}. No password, nothing to install.`,
      button: 'Open the plan',
      bound:
        'The invitation is for your address only and is good for 30 days. If you do not know the sender, do nothing.',
    },
  },
  outbox: {
    title: 'Outbox',
    intro: 'No mail server is set, so mails stay here. Only this machine can open this page.',
    empty: 'No mail yet.',
    to: (address: string) => `To ${address}`,
    file: 'As a file',
    states: { waiting: 'waiting', sent: 'sent', failed: 'not taken', kept: 'kept here' },
  },
  ready: {
    open: (url: string) => `Concord is running at ${url}`,
    link: (company: string, side: Side, link: string) => `  Open as ${company} (${side}):\n    ${link}`,
    hint: 'Open both side by side to see the two companies edit one plan. Stop with Ctrl+C.',
    raised: (limit: string, to: number) => `The limit '${limit}' was raised to ${to}.`,
    noDemo: 'No demo plan: it is served only on this machine and without --no-demo.',
  },
  errors: {
    badRequest: 'This request could not be understood.',
    badFrame: 'This message could not be understood, so nothing in it was taken.',
    signInNeeded: 'You are signed out. Open your link again to go on.',
    notAllowed: 'Your role in this plan allows reading, not this change.',
    notFound: 'There is nothing here, or it is not shared with you.',
    stale: 'This has changed in the meantime. Look at it again first.',
    tooLarge: 'This is too large for the plan.',
    editorTooOld: 'This page is older than the plan. Reload it to go on writing.',
    limitReached: 'Too much at once. Wait a moment and try again.',
    storeUnavailable: 'Concord cannot save at the moment. Your changes stay on this device until it can.',
    restarting: 'Concord is restarting and will be back in a moment.',
  } satisfies Record<ErrorCode, string>,
} as const
