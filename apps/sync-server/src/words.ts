import type { ErrorCode, Side } from '@concord/schema'

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
      `These options were not understood: ${flags}. Concord knows --port, --host, --data, --no-demo and --json.`,
    limitsWrong: 'CONCORD_LIMITS is not a JSON object of known limits with positive whole numbers.',
    diskFailed: (folder: string) =>
      `The disk under ${folder} failed. Concord stops, so that nothing is called saved that is not. Check the disk and start it again.`,
    hostUnknown: (host: string) => `This machine has no address ${host} to listen on. Choose another with --host.`,
  },
  page: {
    name: 'Concord',
    welcome: 'Concord keeps the plan of two companies as one live page. Open the link you were given to see yours.',
    untitled: 'Plan without a title',
    between: (vendor: string, partner: string) => `${vendor} and ${partner}`,
    newerBlock: 'A block of a newer Concord.',
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
