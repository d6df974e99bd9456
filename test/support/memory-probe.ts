/**
 * Loaded into a server under test before its own code (`--import`): when the parent asks, every thread collects its
 * garbage and says what it still holds. What a process has from the operating system depends on when its collectors
 * last ran; what it holds after a full collection depends on nothing but what it keeps.
 */
import { syncBuiltinESMExports } from 'node:module'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import workerThreads, { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads'
import type { Held, ThreadHeld } from './held.ts'

type ThreadMessage = { readonly type: 'collect' } | { readonly type: 'held'; thread: number; held: ThreadHeld }

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const channel = new BroadcastChannel('memory')
const say = (message: ThreadMessage) => channel.postMessage(message)

function held(): ThreadHeld {
  // Buffers are let go by the collection after the one that found their owners unused.
  for (let times = 0; times < 3; times += 1) collect()
  const { heapUsed, external } = process.memoryUsage()
  const code = getHeapSpaceStatistics()
    .filter(({ space_name }) => /code|trusted/.test(space_name))
    .reduce((sum, { space_used_size }) => sum + space_used_size, 0)
  return { heap: heapUsed - code, buffers: external, code }
}

if (isMainThread) answerParent()
else
  channel.onmessage = ({ data }) => {
    if ((data as ThreadMessage).type === 'collect') say({ type: 'held', thread: threadId, held: held() })
  }
channel.unref()

function answerParent(): void {
  const threads = new Set<number>()
  const answers = new Map<number, ThreadHeld>()
  let look: () => void = () => {}
  const { Worker } = workerThreads
  workerThreads.Worker = class extends Worker {
    constructor(...parts: ConstructorParameters<typeof Worker>) {
      super(...parts)
      const id = this.threadId
      // Counted once it runs: before that it hears nothing, and at its end it says nothing.
      this.once('online', () => threads.add(id))
      this.once('exit', () => {
        threads.delete(id)
        answers.delete(id)
        look()
      })
    }
  }
  syncBuiltinESMExports()
  channel.onmessage = ({ data }) => {
    const message = data as ThreadMessage
    if (message.type === 'held') answers.set(message.thread, message.held)
    look()
  }
  process.on('message', async (asked) => {
    if (asked !== 'memory') return
    const main = held()
    answers.clear()
    const all = new Promise<void>((resolve) => {
      look = () => {
        if ([...threads].every((each) => answers.has(each))) resolve()
      }
    })
    say({ type: 'collect' })
    look()
    await all
    const others = [...answers].sort(([one], [other]) => one - other).map(([, answer]) => answer)
    process.send?.([main, ...others] satisfies Held)
  })
  process.channel?.unref()
}
