import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** The proxy of an office: plain requests pass, and websockets only when it lets them. */
export class OfficeProxy {
  readonly #server: Server
  readonly #tunnels = new Set<Duplex>()
  #letsWebsockets: boolean
  /** Websockets it has turned away. */
  refused = 0

  private constructor(letsWebsockets: boolean) {
    this.#letsWebsockets = letsWebsockets
    this.#server = createServer((asked, answer) => {
      const { method, headers, url = '' } = asked
      const passed = request(url, { method, headers, agent: false }, (said) => {
        answer.writeHead(said.statusCode ?? 502, said.headers)
        said.pipe(answer)
      })
      passed.on('error', () => answer.destroy())
      asked.pipe(passed)
      answer.on('close', () => passed.destroy())
    })
    this.#server.on('connect', (asked: IncomingMessage, near: Duplex, head: Buffer) => this.#tunnel(asked, near, head))
  }

  static async open({ letsWebsockets }: { letsWebsockets: boolean }): Promise<OfficeProxy> {
    const proxy = new OfficeProxy(letsWebsockets)
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  /** What a browser context needs to go through it, also to this machine. */
  get settings(): { server: string; bypass: string } {
    return { server: `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`, bypass: '<-loopback>' }
  }

  letWebsockets(): void {
    this.#letsWebsockets = true
  }

  /** From now on none passes, and those that had passed break. */
  blockWebsockets(): void {
    this.#letsWebsockets = false
    for (const tunnel of this.#tunnels) tunnel.destroy()
  }

  close(): void {
    this.blockWebsockets()
    this.#server.close()
    this.#server.closeAllConnections()
  }

  /** A browser asks for a tunnel for each websocket, and here for nothing else. */
  #tunnel(asked: IncomingMessage, near: Duplex, head: Buffer): void {
    near.on('error', () => near.destroy())
    if (!this.#letsWebsockets) {
      this.refused += 1
      near.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const { hostname, port } = new URL(`http://${asked.url}`)
    const far: Socket = connect(Number(port), hostname, () => {
      near.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      far.write(head)
      far.pipe(near)
      near.pipe(far)
    })
    far.on('error', () => far.destroy())
    far.on('close', () => near.destroy())
    near.on('close', () => {
      far.destroy()
      this.#tunnels.delete(near)
    })
    this.#tunnels.add(near)
  }
}
