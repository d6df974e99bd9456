import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'

const unpackers = [gunzipSync, inflateSync, inflateRawSync, brotliDecompressSync] as const

/** Every way a secret could stand in bytes: as letters of one or two bytes, in hex, and in base64 wherever it begins. */
function forms(secret: string): readonly (readonly [name: string, bytes: Buffer])[] {
  const plain = Buffer.from(secret)
  const wide = Buffer.from(secret, 'utf16le')
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), plain]).toString('base64')
    // The letters at both ends also hold bits of their neighbours.
    return text.slice(Math.ceil((shift * 8) / 6) + 1, text.replace(/=+$/, '').length - 2)
  })
  return [
    ['plain', plain],
    ['UTF-16', wide],
    ['UTF-16 from the other end', Buffer.from(wide).swap16()],
    ['hex', Buffer.from(plain.toString('hex'))],
    ['HEX', Buffer.from(plain.toString('hex').toUpperCase())],
    ...base64.map((text, shift) => [`base64 from byte ${shift}`, Buffer.from(text)] as const),
    ['base64 of UTF-16', Buffer.from(wide.toString('base64').slice(0, -4))],
    ['JSON escapes', Buffer.from([...secret].map((letter) => `\\u00${plainHex(letter)}`).join(''))],
  ]
}

const plainHex = (letter: string) => letter.charCodeAt(0).toString(16).padStart(2, '0')

/** In which forms a secret stands in bytes, also when they are packed. Letters beyond ASCII are not looked for. */
export function tracesOf(secret: string, bytes: Uint8Array): string[] {
  const found: string[] = []
  const all = [Buffer.from(bytes), ...unpackers.flatMap((unpack) => unpacked(unpack, bytes))]
  for (const [name, form] of forms(secret)) if (all.some((each) => each.includes(form))) found.push(name)
  return found
}

function unpacked(unpack: (typeof unpackers)[number], bytes: Uint8Array): Buffer[] {
  try {
    return [unpack(bytes)]
  } catch {
    return []
  }
}
