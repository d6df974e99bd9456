import { Popover } from '@base-ui/react/popover'
import { type Day, dayNumber } from '@concord/schema'
import type { RefObject } from 'react'
import { DayPicker } from 'react-day-picker'
import { kitWords } from '../../words.ts'
import { usePlanValue } from '../hooks.ts'
import { usePlan } from '../plan-context.tsx'
import popup from '../popup.module.css'
import styles from './calendar.module.css'

interface CalendarProps {
  readonly anchor: RefObject<HTMLElement | null>
  readonly value: Day | null
  onChoose(day: Day | null): void
  onClose(): void
}

// The picker thinks in local midnights and a Day has no time: both conversions keep year, month and day.
const toDate = (day: Day) => new Date(dayNumber(day) * 86_400_000 + new Date().getTimezoneOffset() * 60_000)
const toDay = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-') as Day

/** A month to choose a day from, opened beside its field on the stored day or today. */
export default function Calendar({ anchor, value, onChoose, onClose }: CalendarProps) {
  const { asOf, locale } = usePlan()
  const { start, end } = usePlanValue(({ content: { meta } }) => ({ start: meta.start, end: meta.end }))
  const write = (options: Intl.DateTimeFormatOptions) => (date: Date) =>
    new Intl.DateTimeFormat(locale, options).format(date)
  const longDay = write({ dateStyle: 'full' })

  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} align="end" sideOffset={4} className={popup.positioner}>
          <Popover.Popup
            className={`${popup.popup} ${styles.popup}`}
            aria-label={kitWords.day.open}
            finalFocus={anchor}
          >
            <DayPicker
              mode="single"
              autoFocus
              selected={value ? toDate(value) : undefined}
              defaultMonth={toDate(value ?? asOf)}
              today={toDate(asOf)}
              weekStartsOn={firstWeekday(locale)}
              onSelect={(date) => onChoose(date ? toDay(date) : null)}
              modifiers={{ outside: start && end ? [{ before: toDate(start) }, { after: toDate(end) }] : [] }}
              modifiersClassNames={{ outside: styles.outsidePlan ?? '' }}
              formatters={{
                formatCaption: write({ month: 'long', year: 'numeric' }),
                formatWeekdayName: write({ weekday: 'short' }),
                formatDay: write({ day: 'numeric' }),
              }}
              labels={{
                labelDayButton: longDay,
                labelWeekday: write({ weekday: 'long' }),
                labelGrid: write({ month: 'long', year: 'numeric' }),
                labelPrevious: () => kitWords.day.previous,
                labelNext: () => kitWords.day.next,
              }}
              classNames={{
                root: styles.root ?? '',
                months: styles.months ?? '',
                nav: styles.nav ?? '',
                button_previous: styles.navButton ?? '',
                button_next: styles.navButton ?? '',
                chevron: styles.chevron ?? '',
                month_caption: styles.caption ?? '',
                month_grid: styles.grid ?? '',
                weekday: styles.weekday ?? '',
                day: styles.day ?? '',
                day_button: styles.dayButton ?? '',
                selected: styles.selected ?? '',
                today: styles.today ?? '',
                outside: styles.otherMonth ?? '',
              }}
            />
            {value ? (
              <button type="button" className={popup.clear} onClick={() => onChoose(null)}>
                {kitWords.day.clear}
              </button>
            ) : null}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** 0 for Sunday to 6, as the locale begins its week; Monday where the platform does not know. */
function firstWeekday(locale: string): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number }
    weekInfo?: { firstDay: number }
  }
  const first = (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1
  return (first % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6
}
