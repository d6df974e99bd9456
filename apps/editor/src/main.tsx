import './react-first.ts'
import '@fontsource-variable/inter/wght.css'
import '@concord/blocks/styles.css'
import './ui/base.css'
import './plan/static-plan.css'
import { createRoot } from 'react-dom/client'
import { connectFirst } from './plan/first-connection.ts'
import { takeStaticPlan } from './plan/static-plan.ts'
import { Entrance } from './routes/entrance.tsx'
import { planInAddress } from './routes/plan-in-address.ts'
import { afterFirstThings } from './ui/first-things.ts'
import { startServiceWorker } from './ui/service-worker.ts'
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

const plan = planInAddress()
if (plan !== null) connectFirst(plan)
createRoot(root).render(<Entrance />)

// It fetches every file of the editor at once: before the plan can be written in, that would take from the plan's time.
if (import.meta.env.PROD && 'serviceWorker' in navigator) afterFirstThings(startServiceWorker)
