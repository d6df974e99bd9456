import { playLane } from './play.ts'

playLane(1, 2)
