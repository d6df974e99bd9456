import type { BlockRegisters } from '../marks/use-registers.ts'

/** A campaign without its sentences, which its fields show themselves. */
export type Campaign = BlockRegisters<'campaign'>
