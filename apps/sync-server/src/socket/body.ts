/**
 * The bytes of a request's body. `tooLarge` as soon as there are more than `most`, whatever the request claimed;
 * `cut` when the line broke before the end.
 */
export async function readBytes(
  body: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<Uint8Array | 'tooLarge' | 'cut'> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of body ?? []) {
      length += chunk.length
      if (length > most) return 'tooLarge'
      chunks.push(chunk)
    }
  } catch {
    return 'cut'
  }
  return Buffer.concat(chunks, length)
}
