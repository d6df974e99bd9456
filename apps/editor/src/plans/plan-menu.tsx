import type { ListedPlan } from '@concord/schema'
import { useNavigate } from '@tanstack/react-router'
import { Archive, ArchiveRestore, CalendarPlus, Copy, Ellipsis, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { api } from '../api/client.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { words } from '../words.ts'
import { CopyDialog } from './copy-dialog.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { companyWith } from './plan-list.ts'
import { useAct } from './use-act.ts'
import { usePlans } from './use-plans.ts'

const say = words.plans

/** What can be done with a plan from the list; nothing is shown that this person may not do. */
export function PlanMenu({ plan }: { plan: ListedPlan }) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState<'menu' | 'copy' | 'delete' | null>(null)
  const mayStart = usePlans().data?.list.mayStart ?? false
  const navigate = useNavigate()
  const act = useAct()
  const isOwner = plan.role === 'owner' && !plan.isGuest
  if (!isOwner && !(mayStart && !plan.isGuest)) return null
  const isArchived = plan.life.archivedAt !== null
  const archive = (into: boolean) =>
    act(api.archive(plan.id, into), () => (into ? say.archived : say.reopened), {
      label: say.undo,
      run: () => void act(api.archive(plan.id, !into), () => (into ? say.reopened : say.archived)),
    })
  // What an item opens stays when the menu goes.
  const closeMenu = () => setOpen((now) => (now === 'menu' ? null : now))
  return (
    <>
      <IconButton
        ref={anchor}
        label={say.manage(companyWith(plan).name)}
        aria-haspopup="menu"
        onClick={() => setOpen('menu')}
      >
        <Ellipsis aria-hidden="true" />
      </IconButton>
      {open === 'menu' ? (
        <Menu label={say.manage(companyWith(plan).name)} anchor={anchor} onClose={closeMenu}>
          {mayStart ? (
            <MenuItem
              icon={<CalendarPlus aria-hidden="true" />}
              onSelect={() => void navigate({ to: '/plans/new', search: { from: plan.id } })}
            >
              {say.nextYear}
            </MenuItem>
          ) : null}
          {mayStart && isOwner ? (
            <MenuItem icon={<Copy aria-hidden="true" />} onSelect={() => setOpen('copy')}>
              {say.copy}
            </MenuItem>
          ) : null}
          {isOwner ? (
            <>
              <MenuItem
                icon={isArchived ? <ArchiveRestore aria-hidden="true" /> : <Archive aria-hidden="true" />}
                onSelect={() => void archive(!isArchived)}
              >
                {isArchived ? say.reopen : say.archive}
              </MenuItem>
              <MenuSeparator />
              <MenuItem icon={<Trash2 aria-hidden="true" />} onSelect={() => setOpen('delete')}>
                {say.delete}
              </MenuItem>
            </>
          ) : null}
        </Menu>
      ) : null}
      {open === 'copy' ? <CopyDialog plan={plan} onClose={() => setOpen(null)} /> : null}
      {open === 'delete' ? <DeleteDialog plan={plan} onClose={() => setOpen(null)} /> : null}
    </>
  )
}
