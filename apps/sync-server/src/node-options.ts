/**
 * Options of Node under which the server runs. Messages that come in lie outside the heap until the young generation is
 * swept. Node's own choice sweeps so rarely that the engine stops the server three times a second instead, for 10 to 20
 * ms each, to sweep everything: a hundred moving carets arrived a third later for it. Megabytes.
 */
export const nodeOptions: readonly string[] = ['--max-semi-space-size=16']
