/** Appends an unsigned integer in the variable-length form of the Yjs protocols. */
export function writeVarUint(into: number[], value: number): void {
  let rest = value
  while (rest > 127) {
    into.push((rest % 128) | 128)
    rest = Math.floor(rest / 128)
  }
  into.push(rest)
}

/** Reads one unsigned variable-length integer; undefined where the bytes end early or exceed 2^53. */
export function readVarUint(bytes: Uint8Array, from: number): { value: number; end: number } | undefined {
  let value = 0
  let scale = 1
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at]!
    value += (byte & 127) * scale
    scale *= 128
    if (value > Number.MAX_SAFE_INTEGER) return undefined
    if (byte < 128) return { value, end: at + 1 }
  }
  return undefined
}
