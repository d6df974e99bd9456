import '@fontsource-variable/inter/wght.css'
import '@concord/blocks/styles.css'
import './ui/base.css'
import './plan/static-plan.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { queries } from './api/queries.ts'
import { takeStaticPlan } from './plan/static-plan.ts'
import { router } from './routes/router.tsx'
import { startTheme } from './ui/theme.ts'
import { toast } from './ui/toast.ts'
import { words } from './words.ts'

startTheme()
const root = document.getElementById('root')
if (!root) throw new Error('The page has no root to draw into.')
takeStaticPlan()

// A build that is gone took its files with it: what was not loaded yet cannot be loaded any more. The failure goes on to
// whoever asked: prevented, it would look like a part that is there and draws nothing.
window.addEventListener('vite:preloadError', () => {
  if (!navigator.onLine) return
  toast(words.update.ready, { label: words.update.reload, run: () => location.reload() })
})

createRoot(root).render(
  <QueryClientProvider client={queries}>
    <RouterProvider router={router} />
  </QueryClientProvider>,
)

if (import.meta.env.PROD && 'serviceWorker' in navigator)
  window.addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined))
