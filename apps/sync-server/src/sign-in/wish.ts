/** What somebody wanted who signs in. */
export interface Wish {
  readonly returnTo: string
  /** Id of the invitation whose button was pressed; it is accepted with the proof if it is for that mailbox. */
  readonly invitation: string | null
}
