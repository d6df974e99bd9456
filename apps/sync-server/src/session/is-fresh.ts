import type { Session } from './sessions.ts'

const LASTS = 10 * 60_000

/** Whether a person proved just now who he is: what lasts longer than a session is not given for less. */
export const isFresh = ({ via, createdAt }: Session, now: number): boolean => via !== 'demo' && now - createdAt <= LASTS
