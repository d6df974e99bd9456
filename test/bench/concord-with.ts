import type { PlanJson } from '@concord/schema'
import { Concord } from '../support/concord.ts'
import { cookieOf, joinRoom, replacePlan } from '../support/stock-client.ts'

/** A running Concord whose demo plan holds another content. */
export async function concordWith(plan: PlanJson): Promise<Concord> {
  const concord = new Concord()
  await concord.start()
  const peer = await joinRoom(concord.ready.url, concord.ready.room, await cookieOf(concord.ready.links.partner))
  replacePlan(peer.doc, plan)
  await concord.allSaved(peer.doc)
  peer.leave()
  return concord
}

/** How Chromium is started for every bench. */
export const browserOptions = () => ({
  executablePath: process.env.CHROMIUM_PATH!,
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
