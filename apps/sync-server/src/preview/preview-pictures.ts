import { createHash } from 'node:crypto'
import { Readings } from '../http/readings.ts'
import type { PlanReader } from '../plan-reader/plan-reader.ts'
import type { Preview } from './preview.ts'

/** Pictures of this many plans are kept, some 50 KB each. */
const KEPT = 50

/** A picture, with the tag that tells whether somebody has it already. */
export interface Picture {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly tag: string
}

/**
 * The pictures that addresses show elsewhere. One is drawn at a time, on a thread of its own, and only when what it
 * shows has changed: whoever asks for it a thousand times gets the same bytes.
 */
export class PreviewPictures {
  readonly #reader: Pick<PlanReader, 'picture' | 'close'>
  readonly #pictures = new Readings<Picture>(KEPT)

  constructor(reader: Pick<PlanReader, 'picture' | 'close'>) {
    this.#reader = reader
  }

  /** The picture of a plan; of any that shows nothing the same one. */
  of(plan: string, preview: Preview | null): Promise<Picture> {
    return this.#pictures.get(preview ? plan : '', JSON.stringify(preview), async () => {
      const bytes = await this.#reader.picture(preview)
      return { bytes, tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` }
    })
  }

  close(): Promise<void> {
    return this.#reader.close()
  }
}
