import { flushCompileCache } from 'node:module'
import { raisedLimits } from './limits.ts'
import { limitsAsText } from './limits-table.ts'
import { createLog } from './log.ts'
import { type RunningServer, startServer } from './server.ts'
import { readSettings } from './settings.ts'
import { StartProblem } from './start-problem.ts'
import { words } from './words.ts'

/** How long an orderly stop may take before the process ends all the same; the log has what was acknowledged. */
const STOP_DEADLINE = 15_000

try {
  const settings = readSettings(process.argv.slice(2), process.env)
  if (settings.showLimits) {
    console.log(limitsAsText(settings.limits))
    process.exit(0)
  }
  const log = createLog(settings.logLevel)
  const server = await startServer({ ...settings, log })
  const stop = (code: number) => {
    setTimeout(() => process.exit(1), STOP_DEADLINE).unref()
    server.stop().then(
      () => process.exit(code),
      (error: Error) => {
        log.error({ cause: error.message }, 'the stop was not orderly')
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', () => stop(0))
  process.once('SIGINT', () => stop(0))
  server.broken.then((cause) => {
    log.fatal({ cause: cause.message }, 'the disk failed')
    console.error(words.start.diskFailed(settings.data))
    process.exit(1)
  })
  // Last: whoever reads this may ask for a stop at once.
  announce(server, settings.json)
  // Modules that were compiled are kept for the next start now: a process that is cut off would keep nothing.
  setImmediate(flushCompileCache)
  for (const name of raisedLimits(settings.limits)) console.error(words.ready.raised(name, settings.limits[name]))
} catch (error) {
  if (!(error instanceof StartProblem)) throw error
  console.error(error.message)
  process.exit(1)
}

function announce({ url, demo }: RunningServer, asJson: boolean): void {
  if (asJson) {
    const { links = null, plan = null, room = null } = demo ?? {}
    console.log(JSON.stringify({ url, links, plan, room }))
    return
  }
  const { ready } = words
  const lines = demo
    ? [
        ready.link(demo.companies.vendor.name, 'vendor', demo.links.vendor),
        ready.link(demo.companies.partner.name, 'partner', demo.links.partner),
        ready.hint,
      ]
    : [ready.noDemo]
  console.log(['', ready.open(url), '', ...lines, ''].join('\n'))
}
