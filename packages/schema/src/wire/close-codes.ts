import { type ClosingCode, errorTable } from '../errors.ts'

/** The websocket close code of an error that ends a socket. */
export const closeCodeOf = (code: ClosingCode): number => errorTable[code].close

/** True for a close after which coming back cannot help: the server decided, nothing was lost on the way. */
export const isFinalClose = (closeCode: number): boolean => closeCode >= 4400 && closeCode < 4500
