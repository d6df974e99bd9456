import type { Actor, Facts } from '@concord/schema'

/** The facts as far as a reader may know them: whoever came by a link learns nobody's name. */
export const factsFor = (reader: Pick<Actor, 'side'>, facts: Facts): Facts =>
  reader.side === null ? { ...facts, members: [] } : facts
