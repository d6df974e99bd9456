// Before the first paint, so that a dark page never flashes white. The editor's ui/theme.ts writes the same key.
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('concord-theme')
  } catch {
    // Storage switched off: the system decides.
  }
  const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
})()
