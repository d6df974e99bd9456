/** A day in words, the same for everybody, since a page of the server does not know the reader's place. */
export const dayWords = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at)
