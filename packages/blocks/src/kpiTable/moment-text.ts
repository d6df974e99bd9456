const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString()

/** When something happened, as short as it stays clear: `at 10:42` today, `on 16 Nov` this year, `on 16 Nov 2025` before. */
export function momentText(
  at: number,
  now: number,
  locale: string,
): { readonly isToday: boolean; readonly text: string } {
  const [then, present] = [new Date(at), new Date(now)]
  if (sameDay(then, present))
    return { isToday: true, text: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(then) }
  const year = then.getFullYear() === present.getFullYear() ? {} : ({ year: 'numeric' } as const)
  return {
    isToday: false,
    text: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...year }).format(then),
  }
}
