/** Every sentence of the commands that a person reads. */
export const commandWords = {
  usage: [
    'npm run concord -- <command>',
    '',
    '  user add <mail> --name <name> [--company <name>] [--domain <domain> …]',
    '        lets a person sign in, and everybody else at the company’s mail domains',
    '  backup <file>',
    '        writes everything into one file, also while Concord runs',
    '  restore <file> [--replace]',
    '        brings a backup into the data folder; --replace keeps what is there beside it',
    '  doctor [--json]',
    '        looks at settings, data, mail and clock, and says what is wrong',
    '',
    'Each takes --data <folder> and the CONCORD_… settings, as npm start does.',
  ].join('\n'),
  unknown: (typed: string) => `Concord has no command '${typed}'. npm run concord shows all of them.`,
  flagUnknown: (command: string, typed: string) =>
    `'${typed}' was not understood after '${command}'. npm run concord shows what it takes.`,
  userAdd: {
    mailNeeded: 'Say whom: npm run concord -- user add ana@company.example --name "Ana Ruiz" --company "Company".',
    nameNeeded: 'Say how the person is called with --name.',
    nameLong: 'A name has at most 100 letters.',
    companyNeeded: (domain: string) =>
      `${domain} is the mail domain of no company yet. Say which company it is with --company.`,
    publicAddress: (domain: string) =>
      `Anybody can have an address at ${domain}, so it is no company’s. Use the person’s work address.`,
    foreignLetters: (typed: string, ascii: string) =>
      `'${typed}' holds letters that look like others; mail knows it as ${ascii}. Type that, if it is the one you mean.`,
    domainTaken: (domain: string, company: string) => `The mail domain ${domain} belongs to ${company} already.`,
    added: (name: string, mail: string, company: string) => `${name} (${mail}) can sign in for ${company}.`,
    known: (name: string, mail: string, company: string) => `${name} (${mail}) could sign in for ${company} already.`,
    otherName: (typed: string, company: string) =>
      `The mail domain belongs to ${company}, so the name '${typed}' was not used.`,
    colleagues: (domains: string) => `So can everybody else with an address at ${domains}.`,
    address: (url: string) => `Sign in at ${url}/sign-in`,
  },
  backup: {
    fileNeeded: 'Say into which file: npm run concord -- backup concord-2026-11-30.tar.',
    fileThere: (file: string) => `${file} exists already, and a backup writes over nothing. Choose another name.`,
    notWritten: (file: string, cause: string) => `The backup ${file} could not be written (${cause}).`,
    faults: (folder: string, fault: string) =>
      `The database in ${folder} is damaged, so no backup was written: ${fault}. Stop Concord and copy the folder as it is.`,
    damaged: (folder: string, rooms: readonly string[]) =>
      `Rows of ${roomsIn(rooms.length)} in ${folder} are damaged, so no backup was written: ${rooms.slice(0, 3).join(', ')}. Stop Concord and copy the folder as it is.`,
    done: (file: string, bytes: number, rooms: number) =>
      `Everything is in ${file}: ${size(bytes)}, ${roomsIn(rooms)}, every checksum right.`,
    secret: 'It holds all plans and the secrets of this Concord: keep it where only you can read it.',
  },
  restore: {
    fileNeeded: 'Say from which file: npm run concord -- restore concord-2026-11-30.tar.',
    notRead: (file: string, cause: string) => `${file} could not be read or unpacked (${cause}).`,
    noBackup: (file: string) => `${file} is no backup of Concord.`,
    damaged: (file: string) => `${file} is damaged: its checksums are not those of a backup. Nothing was changed.`,
    newer: (file: string) => `${file} was written by a newer Concord. Restore it with that version.`,
    notEmpty: (folder: string) =>
      `The data folder ${folder} is not empty. Choose another with --data, or add --replace to put the backup in its place.`,
    done: (folder: string, madeAt: string) => `${folder} is as it was at ${madeAt}. Start Concord on it.`,
    signIn:
      'Everybody signs in again. Share links and people that were ended since then are there again: look at them.',
    kept: (folder: string) => `What was there is kept in ${folder}.`,
  },
  doctor: {
    states: { good: '✓ good', look: '! look', bad: '✗ bad ' },
    names: {
      settings: 'Settings',
      node: 'Node',
      folder: 'Data folder',
      server: 'Server',
      database: 'Database',
      mail: 'Mail',
      clock: 'Clock',
      address: 'Address',
    },
    allGood: 'Nothing is wrong.',
    someBad: (count: number) => `${count} ${count === 1 ? 'thing is' : 'things are'} wrong.`,
    understood: 'All are understood.',
    node: (version: string) => `Version ${version}.`,
    nodeOld: (version: string, needed: number) =>
      `Version ${version}; Concord needs ${needed}. Start it with npm start.`,
    noFolder: (folder: string) => `${folder} does not exist yet; the first start makes it.`,
    space: (folder: string, free: number) => `${folder} can be written, and ${size(free)} are free.`,
    littleSpace: (folder: string, free: number) =>
      `${folder} can be written, but only ${size(free)} are free. Make room: without it nothing can be saved.`,
    running: (process: number | null) =>
      process === null
        ? 'Concord runs on this data folder.'
        : `Concord runs on this data folder as process ${process}.`,
    notRunning: 'No Concord runs on this data folder.',
    cutOff: 'No Concord runs on this data folder. The last one was cut off; the next start recovers what it had saved.',
    empty: 'There is none yet; the first start makes it.',
    tablesOlder: 'An older Concord wrote it; the next start brings it up to date.',
    faults: (fault: string) => `It is damaged: ${fault}. Restore a backup.`,
    damaged: (rooms: readonly string[]) =>
      `Rows of ${roomsIn(rooms.length)} are not what was written: ${rooms.slice(0, 5).join(', ')}. These plans stay shut; restore a backup.`,
    whole: (rooms: number) => `${roomsIn(rooms)}, every checksum right.`,
    mailWorks: (host: string) => `${host} takes mail from this Concord.`,
    mailFails: (host: string, cause: string) => `${host} takes no mail: ${cause}. Look at CONCORD_SMTP.`,
    mailFrom: (from: string) => `The mail server answers, but mails come from ${from}. Set CONCORD_MAIL_FROM.`,
    outbox: 'No mail server: mails stay at /outbox, for this machine only. CONCORD_SMTP sets one.',
    nobodyGetsMail: 'No mail server, so nobody elsewhere can sign in. Set CONCORD_SMTP.',
    clockRight: 'It agrees with the data folder, and nothing stored is of a later time.',
    clockBehind: (seconds: number) =>
      `It is behind: something was stored ${duration(seconds)} later than now. Set the clock before people write.`,
    clockApart: (seconds: number) =>
      `It is ${duration(seconds)} away from the clock of the disk. Set both by one source.`,
    local: (url: string) => `Only this machine reaches Concord, at ${url}. CONCORD_URL says where people do.`,
    noUrl: 'Others reach this machine, but links in mails say localhost. Set CONCORD_URL.',
    reached: (url: string) => `${url} reaches this Concord, and cookies travel only over TLS.`,
    reachedPlain: (url: string) =>
      `${url} reaches Concord without TLS: anybody on the way can read cookies. Use https.`,
    notReached: (url: string, cause: string) => `${url} does not reach Concord (${cause}). Look at the proxy in front.`,
    notStarted: (url: string) => `${url} is not answered while no Concord runs.`,
  },
} as const

const roomsIn = (count: number): string => `${count} ${count === 1 ? 'room' : 'rooms'}`

const duration = (seconds: number): string =>
  seconds < 120 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`

const size = (bytes: number): string => {
  const format = (value: number, unit: string) =>
    new Intl.NumberFormat('en', { style: 'unit', unit, maximumFractionDigits: 1 }).format(value)
  if (bytes < 1e6) return format(bytes / 1e3, 'kilobyte')
  return bytes < 1e9 ? format(bytes / 1e6, 'megabyte') : format(bytes / 1e9, 'gigabyte')
}
