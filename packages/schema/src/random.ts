interface Cryptography {
  getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>
}

/** Random bytes of the platform's cryptography: browsers and Node both have it under this name, so no import is needed. */
export const randomBytes = (count: number): Uint8Array =>
  (globalThis as unknown as { crypto: Cryptography }).crypto.getRandomValues(new Uint8Array(count))
