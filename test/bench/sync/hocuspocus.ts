/** Hocuspocus as its guide starts it: defaults, with the SQLite extension. `node hocuspocus.ts <port> <folder>` */
import { join } from 'node:path'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'

const [port, folder] = process.argv.slice(2)
const server = new Server({
  port: Number(port),
  address: '127.0.0.1',
  quiet: true,
  extensions: [new SQLite({ database: join(folder!, 'hocuspocus.sqlite') })],
})
await server.listen()
console.log('ready')
