import { playLong } from './long.ts'

playLong(0, 2)
