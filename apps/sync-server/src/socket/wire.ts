/** The way to one client, whatever carries it. */
export interface Wire {
  readonly isOpen: boolean
  /** Bytes that were written and have not left yet. */
  readonly unsent: number
  /** Sends ready-made websocket frames in one write. */
  write(frames: Buffer): void
  /** Says goodbye with a close code and a reason. */
  close(code: number, reason: string): void
  /** Ends without a word. */
  cut(): void
  /** Asks for a sign of life. */
  ping(): void
  /** Stops and starts reading what the client sends. */
  pause(): void
  resume(): void
  readonly isPaused: boolean
}
