/** Every sentence of the shared card parts that a person reads. Kinds keep their own words beside their schema. */
export const kitWords = {
  number: {
    unreadable: 'Use digits, e.g. 225000 or 225k.',
    unreadablePercent: 'Use a number, e.g. 12 or 12.5 %.',
    notWhole: 'Use a whole number.',
    tooSmall: (least: string) => `The least is ${least}.`,
    tooLarge: (most: string) => `The most is ${most}.`,
    tooManyDigits: 'This number is too large.',
  },
  day: {
    unreadable: 'Use a day, e.g. 31 Dec or 2026-12-31.',
    notReal: 'There is no such day.',
    open: 'Choose a day',
    previous: 'Previous month',
    next: 'Next month',
    clear: 'No day',
  },
  link: {
    unreadable: 'Use a web or mail address that begins with https:// or mailto:.',
    open: (address: string) => `Open ${address}`,
  },
  choice: {
    none: 'Not chosen',
    clear: 'Clear',
    empty: 'Nothing matches.',
    nothingYet: 'There is nothing to choose yet.',
    broken: 'Removed',
    filter: 'Type to filter',
  },
  conflict: {
    online: (name: string, theirs: string, mine: string) => `${name} set ${theirs} while you typed ${mine}`,
    somebody: 'Somebody',
    apart: (field: string) => `${field} was set on both sides while apart`,
    keep: (value: string) => `Keep ${value}`,
    use: (value: string) => `Use ${value}`,
    empty: 'nothing',
  },
  card: {
    failed: 'This card could not be shown',
    failedHelp: 'Its content is safe. These are its fields as they are kept.',
    retry: 'Try again',
    newer: 'A newer Concord made this block',
    newerHelp: 'Reload to edit it. You can move it and write around it.',
    notArrived: 'This block has not arrived yet',
    newKey: (prefix: string) => `${prefix}·new`,
    isEditing: (names: readonly string[]) =>
      names.length === 1
        ? `${names[0]} is editing`
        : `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are editing`,
    manyEditing: (count: number) => `${count} people are editing`,
    stillOpen: (count: number) => (count === 1 ? 'One thing still open' : `${count} things still open`),
    more: 'More',
    less: 'Less',
  },
  rows: {
    add: (noun: string) => `Add ${noun}`,
    numbered: (noun: string, number: number) => `${noun} ${number}`,
    up: (row: string) => `Move ${row} up`,
    down: (row: string) => `Move ${row} down`,
    remove: (row: string) => `Remove ${row}`,
  },
  menu: {
    open: (name: string) => `Menu and drag handle of ${name}`,
    copyLink: 'Copy link',
    linkNotCopied: (link: string) => `The link could not be copied. It is ${link}`,
    copyForMail: 'Copy for mail',
    notCopied: 'It could not be copied. Select the block and copy it by hand.',
    privateNote: 'Private note',
    duplicate: 'Duplicate',
    moveUp: 'Move up',
    moveDown: 'Move down',
    moveTo: 'Move to…',
    remove: 'Delete',
  },
  body: {
    label: 'Plan text',
    placeholder: 'Write, or press / for blocks',
    heading: 'Heading',
    unknown: 'Made by a newer Concord',
    unknownHelp: 'It is kept as it is. Reload to edit it.',
  },
  paste: {
    files: 'A plan holds no pictures or files. Put a link to it into the text instead.',
    tooLarge: (megabytes: number) =>
      `That is more than can be pasted at once (${megabytes} MB). Paste a smaller range.`,
    tooManyCells: (cells: number) => `That range has ${cells} cells; paste at most 20,000 at once.`,
    tooManyLines: (lines: number, isMarked: boolean) =>
      `That text has ${lines} lines${isMarked ? ' and marked words' : ''}; paste at most 6,000 at once.`,
  },
} as const
