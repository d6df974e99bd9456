/** What the doctor found about one thing. `look` is worth knowing, `bad` must be mended. */
export interface Finding {
  readonly state: 'good' | 'look' | 'bad'
  readonly text: string
}

export const good = (text: string): Finding => ({ state: 'good', text })
export const look = (text: string): Finding => ({ state: 'look', text })
export const bad = (text: string): Finding => ({ state: 'bad', text })
