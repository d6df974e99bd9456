// Keeps the editor itself, never a plan: pages of plans and answers of the API always come from the network.
// The placeholders are filled in by offline-shell.ts.
const version = __VERSION__
const files = __FILES__
const page = __PAGE__
const cacheName = `concord-${version}`

// The answer is made here, so it must carry the restrictions that the server would have put on it.
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types concord-parser concord-worker ProseMirrorClipboard"

self.addEventListener('install', (event) => {
  // No skipWaiting: a window that is open keeps the worker, and with it the files, of its own build.
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

const shell = () =>
  new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy } })

const isPage = (path) => path === '/' || path.startsWith('/p/')

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate' && isPage(pathname)) event.respondWith(fetch(request).catch(shell))
  else if (files.includes(pathname)) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
})
