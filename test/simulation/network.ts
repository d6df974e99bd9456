import type { Editor } from './editor.ts'
import type { Hears, Line } from './line.ts'
import type { Random } from './random.ts'

/**
 * Lines between people and the server. A line keeps its order; between lines everything is delayed and reordered as the
 * simulation likes.
 */
export class Network {
  readonly #heard: (message: Uint8Array) => void
  #lines: Line[] = []
  /** Lines whose client has gone, and the server does not know. */
  #abandoned: Line[] = []

  /** `heard` looks at each message of the server before it is on its way. */
  constructor(heard: (message: Uint8Array) => void) {
    this.#heard = heard
  }

  get lines(): readonly Line[] {
    return this.#lines
  }
  get abandoned(): readonly Line[] {
    return this.#abandoned
  }
  lineOf(editor: Editor): Line | undefined {
    return this.#lines.find((line) => line.editor === editor)
  }
  any(random: Random): Line | undefined {
    return this.#lines.length > 0 ? random.pick(this.#lines) : undefined
  }
  anyAbandoned(random: Random): Line | undefined {
    return this.#abandoned.length > 0 ? random.pick(this.#abandoned) : undefined
  }

  /** One more line, made with what it has to tell. */
  add<L extends Line>(make: (hears: Hears) => L): L {
    const line: L = make({ heard: this.#heard, closed: () => this.#forget(line) })
    this.#lines.push(line)
    return line
  }

  abandon(line: Line): void {
    this.#forget(line)
    this.#abandoned.push(line)
    line.abandon()
  }

  /** The server is gone: nobody is told goodbye. */
  loseServer(): void {
    for (const line of [...this.#lines, ...this.#abandoned]) line.lose()
    this.#lines = []
    this.#abandoned = []
  }

  #forget(line: Line): void {
    this.#lines = this.#lines.filter((other) => other !== line)
    this.#abandoned = this.#abandoned.filter((other) => other !== line)
  }
}
