import { StreamLine } from './stream-line.ts'
import type { World } from './world.ts'

/** One thing that may happen, how often compared with the others, and what it is called in the journal. */
export type Happening = readonly [weight: number, name: string, run: (world: World) => void]

/** What goes on where nothing is broken: people come and type, frames arrive late, the disk and the clock go on. */
const daily: readonly Happening[] = [
  [30, 'edit', ({ random, editors }) => random.pick(editors).edit(random)],
  [40, 'up', ({ network, random }) => withLine(network.any(random), (line) => line.deliverUp())],
  [40, 'down', ({ network, random }) => withLine(network.any(random), (line) => line.deliverDown())],
  [30, 'disk', ({ disk }) => disk.step()],
  [10, 'sync', ({ disk }) => disk.sync()],
  [20, 'turn', ({ server }) => server.endTurn()],
  [15, 'time', ({ clock, random }) => clock.advance(random.below(40))],
  [12, 'connect', (world) => world.connect(world.random.pick(world.editors))],
  [3, 'compacted', ({ server }) => server.endCompaction()],
]

const faults: readonly Happening[] = [
  [3, 'drop', ({ network, random }) => withLine(network.any(random), (line) => line.drop())],
  [
    2,
    'partition',
    ({ network, random }) =>
      withLine(network.any(random), (line) => {
        line.isFrozen = !line.isFrozen
      }),
  ],
  [
    1,
    'everybody leaves and one comes back',
    (world) => {
      for (const line of [...world.network.lines]) line.drop()
      world.clock.advance(31_000)
      world.connect(world.random.pick(world.editors))
      world.server.rooms.sweep()
    },
  ],
  [
    1,
    'somebody joins at the moment of the last leave',
    (world) => {
      const { random, network, clock } = world
      const { rooms } = world.server
      // The room is about to be let go: in whatever order the last one leaves, the next one comes, and it is swept.
      const acts = [
        () => {
          for (const line of [...network.lines]) line.drop()
        },
        () => world.connect(random.pick(world.editors)),
        () => rooms.sweep(),
        () => clock.advance(30_000),
      ]
      while (acts.length > 0) acts.splice(random.below(acts.length), 1)[0]!()
      rooms.sweep()
    },
  ],
  [1, 'kill', (world) => world.end(false)],
  [1, 'power cut', (world) => world.end(true)],
  [
    1,
    'disk full',
    ({ disk }) => {
      disk.isFull = true
    },
  ],
  [
    6,
    'room on the disk',
    ({ disk }) => {
      disk.isFull = false
    },
  ],
  [
    1,
    'another process takes the database',
    ({ disk }) => {
      disk.isBusy = true
    },
  ],
  [
    6,
    'the other process lets go',
    ({ disk }) => {
      disk.isBusy = false
    },
  ],
  [0.5, 'somebody waits long', ({ clock, random }) => clock.advance(random.below(8_000))],
  [1, 'failed sync', ({ disk }) => disk.failNextSync()],
  [
    1,
    'input/output error soon',
    ({ disk, random }) => {
      disk.errorIn = random.below(12)
    },
  ],
  [
    1,
    'corrupt',
    ({ disk }) => {
      disk.isCorrupt = true
    },
  ],
  [
    3,
    'somebody moves to the other wire',
    (world) => withLine(world.network.any(world.random), (line) => world.move(line)),
  ],
  [
    6,
    'something arrives on a wire that was left',
    ({ network, random }) => withLine(network.anyAbandoned(random), (line) => line.deliverUp()),
  ],
  [
    4,
    'the server sees that a wire was left',
    ({ network, random }) => withLine(network.anyAbandoned(random), (line) => line.drop()),
  ],
  [3, 'a POST or its answer is lost', (world) => withStream(world, (line) => line.losePost())],
  [3, 'a POST that was given up arrives late', (world) => withStream(world, (line) => line.arriveLate())],
  [2, 'a POST breaks off', (world) => withStream(world, (line) => line.breakPost())],
  [2, 'a POST arrives twice', (world) => withStream(world, (line) => line.doublePost())],
  [1, 'clock jump', ({ clock, random }) => clock.jump((random.below(49) - 24) * 3_600_000)],
]

export const happenings: readonly Happening[] = [...daily, ...faults]

/** Draws what happens next. Where less goes wrong, what people began gets further. */
export function nextHappening(world: World): Happening {
  const happening = draw(happenings, world)
  return faults.includes(happening) && world.random.chance(world.spared) ? draw(daily, world) : happening
}

function draw(from: readonly Happening[], { random }: World): Happening {
  let at = random.next() * from.reduce((sum, [weight]) => sum + weight, 0)
  for (const happening of from) {
    at -= happening[0]
    if (at < 0) return happening
  }
  return from.at(-1)!
}

function withLine<L>(line: L | undefined, act: (line: L) => void): void {
  if (line) act(line)
}

/** Anybody on the fallback, or whoever left it a moment ago. */
function withStream({ network, random }: World, act: (line: StreamLine) => void): void {
  const streams = [...network.lines, ...network.abandoned].filter((line) => line instanceof StreamLine)
  if (streams.length > 0) act(random.pick(streams))
}
