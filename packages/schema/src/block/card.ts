/** A Block told in neutral parts: what text, markdown, HTML, mail and exports are written from. */
export interface Card {
  /** The key people say, such as `G1`; null until the server has given one. */
  readonly key: string | null
  /** The kind in words, such as `Goal`. */
  readonly label: string
  readonly title: string
  /** The state in one word or two, never a colour. */
  readonly status?: string
  readonly facts?: readonly CardFact[]
  readonly paragraphs?: readonly string[]
  readonly tables?: readonly CardTable[]
}

export interface CardFact {
  readonly label: string
  readonly value: string
}

export interface CardTable {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}
