import { playLong } from './long.ts'

playLong(1, 2)
