/** The meter shows 0 to 7 seconds: the limit of 5 at five sevenths, "too long" at 6.3 still on the page. */
export const METER_SECONDS = 7
export const LIMIT_SECONDS = 5
export const TOO_LONG_SECONDS = 6.3

/** Where a time stands on the meter, 0..100 per cent; a longer one than the meter shows ends at its end. */
export const meterPercent = (seconds: number): number =>
  Math.round((Math.min(METER_SECONDS, Math.max(0, seconds)) / METER_SECONDS) * 10_000) / 100

/** Marks at every half second, those of whole seconds longer. */
export const meterTicks: readonly { readonly seconds: number; readonly isWhole: boolean }[] = Array.from(
  { length: METER_SECONDS * 2 - 1 },
  (_, index) => ({ seconds: (index + 1) / 2, isWhole: index % 2 === 1 }),
).filter(({ seconds }) => seconds !== LIMIT_SECONDS)
