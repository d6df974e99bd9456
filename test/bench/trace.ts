import type { CDPSession, Page } from '@playwright/test'

/** One event of Chromium's trace; times in microseconds. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly ts: number
  readonly dur?: number
  /** Processor time of the thread within `dur`. */
  readonly tdur?: number
  readonly tid: number
  readonly pid: number
  readonly id2?: { local?: string }
  readonly id?: string
  readonly args?: { data?: { type?: string; duration?: number }; name?: string }
}

/** What one key cost. */
export interface KeyCost {
  /** Milliseconds the main thread worked from the key event to the end of the frame that shows it. */
  readonly work: number
  /** Milliseconds from the key event to the end of that frame, idle waiting included. */
  readonly toPaint: number
}

const CATEGORIES = 'devtools.timeline,toplevel,disabled-by-default-devtools.timeline,loading'

/** Runs `act` under a trace of the page's browser. */
export async function traced(page: Page, act: () => Promise<void>): Promise<TraceEvent[]> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES.split(',') },
  })
  await act()
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  await session.detach()
  return events.sort((a, b) => a.ts - b.ts)
}

/** The cost of every key press in a trace. */
export function keyCosts(events: readonly TraceEvent[]): KeyCost[] {
  const keys = events.filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'keydown')
  return keys.flatMap((key, at) => {
    const onThread = events.filter(({ pid, tid }) => pid === key.pid && tid === key.tid)
    const until = keys[at + 1]?.ts ?? Number.POSITIVE_INFINITY
    // The frame that shows the letter is committed after the last input event of this key press.
    const input = onThread
      .filter(
        ({ name, ts, args }) => name === 'EventDispatch' && ts >= key.ts && ts < until && args?.data?.type === 'input',
      )
      .at(-1)
    const from = input ?? key
    // Not only up to the next key: the slowest frames are the ones that come after it.
    const commit = onThread.find(({ name, ts }) => name === 'Commit' && ts > from.ts)
    if (!commit) return []
    const end = commit.ts + (commit.dur ?? 0)
    const tasks = onThread.filter(
      ({ name, dur }) => (name === 'RunTask' || name === 'ThreadControllerImpl::RunTask') && dur !== undefined,
    )
    const names = new Set(tasks.map(({ name }) => name))
    // Both names describe the same tasks; only one of them is counted.
    const counted = names.has('RunTask') ? 'RunTask' : 'ThreadControllerImpl::RunTask'
    const work = tasks
      .filter(({ name, ts, dur }) => name === counted && ts + dur! > key.ts && ts < end)
      .reduce((sum, { ts, dur }) => sum + Math.min(ts + dur!, end) - Math.max(ts, key.ts), 0)
    return [{ work: work / 1000, toPaint: (end - key.ts) / 1000 }]
  })
}

/** The longest tasks of a page's main thread, in milliseconds. */
export interface LongestTask {
  /** How long the page did not answer, whoever had the processor meanwhile. */
  readonly took: number
  /** The most that any one task worked itself: a busy machine does not make it more. */
  readonly worked: number
}

/** The longest tasks in a trace of the one page that was busy in it. */
export function longestTask(events: readonly TraceEvent[]): LongestTask {
  const threads = new Map<string, TraceEvent[]>()
  const isMain = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  for (const event of events) {
    const thread = `${event.pid} ${event.tid}`
    if (event.name !== 'ThreadControllerImpl::RunTask' || !isMain.has(thread)) continue
    const tasks = threads.get(thread) ?? []
    threads.set(thread, tasks)
    tasks.push(event)
  }
  const time = (tasks: readonly TraceEvent[]) => tasks.reduce((sum, { dur = 0 }) => sum + dur, 0)
  const [busiest = []] = [...threads.values()].sort((a, b) => time(b) - time(a))
  if (busiest.length === 0) throw new Error('The trace holds no task of a page')
  return {
    took: Math.max(...busiest.map(({ dur = 0 }) => dur)) / 1000,
    worked: Math.max(...busiest.map(({ tdur = 0 }) => tdur)) / 1000,
  }
}
