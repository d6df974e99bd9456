import { blockAt, CardAsideProvider, enterBlock, lazyPart, usePlan } from '@concord/blocks'
import type { BlockId } from '@concord/schema'
import { Suspense, startTransition, useCallback, useEffect, useMemo, useState } from 'react'
import { classNames } from '../ui/class-names.ts'
import { firstThingsDone } from '../ui/first-things.ts'
import { toast } from '../ui/toast.ts'
import { NARROW, PHONE, useMedia } from '../ui/use-media.ts'
import { words } from '../words.ts'
import { Canvas } from './canvas/canvas.tsx'
import { planEditor } from './canvas/plan-editor.ts'
import { askInAddress, blockInAddress, type LinkTarget, linkTarget, showElement } from './deep-link.ts'
import styles from './frame.module.css'
import { openInsert } from './insert/insert-trigger.ts'
import { KeptWordsNotice } from './kept-words.tsx'
import { LinkNotice } from './link-notice.tsx'
import { LiveRegion } from './live/live-region.tsx'
import { NearlyFullNotice } from './nearly-full-notice.tsx'
import { NotesProvider } from './notes/notes-context.ts'
import { useOpenedNotes } from './notes/use-opened-notes.ts'
import { OutlinePane } from './outline/outline-pane.tsx'
import { CommandsContext, type PageCommands } from './page-commands.ts'
import { onMoveRequest } from './page-events.ts'
import { usePageKeys } from './page-keys.ts'
import { PhoneBar } from './phone-bar.tsx'
import { usePlanAnswer } from './plan-context.tsx'
import { EmptyFrame } from './plan-skeleton.tsx'
import { ReadingNotice } from './reading-notice.tsx'
import { refuseFiles } from './refuse-files.ts'
import { SideNav } from './side-nav.tsx'
import { Head } from './static-head.tsx'
import { handOver, staticHead } from './static-plan.ts'
import { TopBar } from './top-bar/top-bar.tsx'

const Palette = lazyPart(() => import('./palette/palette.tsx'))
const Shortcuts = lazyPart(() => import('./shortcuts/shortcuts.tsx'))
const loadFindBar = () => import('./find/find-bar.tsx')
const FindBar = lazyPart(loadFindBar)
const OutlineOverlay = lazyPart(() => import('./outline/outline-overlay.tsx'))
const ShareDialog = lazyPart(() => import('./share/share-dialog.tsx'))
const MoveTo = lazyPart(() => import('./palette/move-to.tsx'))

/** What lies over the page; one thing at a time. */
type Layer =
  | { readonly name: 'palette'; readonly query: string }
  | { readonly name: 'shortcuts' | 'outline' | 'share' }
  | { readonly name: 'move'; readonly block: BlockId }

/** The bar for finding words is fetched when the plan has long been there. */
const FIND_BAR_AFTER_MS = 3000
const OUTLINE_KEY = 'concord-outline'

/**
 * The page of a plan that is here. When the server wrote its text into the page, the text is made editable first, and
 * everything around it, which takes as long again, comes when that is on the screen.
 */
export function OpenPlan() {
  const session = usePlan()
  const { member, companies } = usePlanAnswer()
  const isNarrow = useMedia(NARROW)
  const isPhone = useMedia(PHONE)
  const [layer, setLayer] = useState<Layer | null>(null)
  const [finding, setFinding] = useState<'find' | 'replace' | null>(null)
  const [hasOutline, setHasOutline] = useState(() => localStorage.getItem(OUTLINE_KEY) !== 'hidden')
  const [target, setTarget] = useState<LinkTarget | null>(null)
  const [isWhole, setWhole] = useState(() => staticHead() === null)

  const goToBlock = useCallback(
    (id: BlockId) => {
      const found = linkTarget(session, id)
      setTarget(found)
      if (found.state !== 'here') return window.scrollTo({ top: 0 })
      history.replaceState(history.state, '', `#b-${id}`)
      const element = planEditor.card(id)
      if (element) showElement(element)
    },
    [session],
  )
  const commands = useMemo<PageCommands>(
    () => ({
      openPalette: () => setLayer({ name: 'palette', query: '' }),
      openWhoIsHere: () => setLayer({ name: 'palette', query: words.palette.here }),
      openShortcuts: () => setLayer({ name: 'shortcuts' }),
      openShare: () => setLayer({ name: 'share' }),
      openFind: () => {
        planEditor.drawAll()
        setFinding('find')
      },
      openReplace: () => {
        planEditor.drawAll()
        setFinding('replace')
      },
      startEditing: () => {
        const view = planEditor.current?.view
        const block = planEditor.selectedCard ?? blockAt(document.activeElement)
        if (view && block !== null) enterBlock(view, block)
        else view?.focus()
      },
      toggleOutline: () => {
        if (isNarrow) return setLayer((was) => (was?.name === 'outline' ? null : { name: 'outline' }))
        setHasOutline((was) => {
          localStorage.setItem(OUTLINE_KEY, was ? 'hidden' : 'shown')
          return !was
        })
      },
      copyPlanLink: () =>
        void navigator.clipboard.writeText(`${location.origin}${location.pathname}`).then(
          () => toast(navigator.onLine ? words.share.copied : `${words.share.copied} ${words.share.offline}`),
          () => toast(words.share.notCopied),
        ),
      goToBlock,
      goToNode: (at) => {
        const element = planEditor.nodeElement(at)
        if (element) showElement(element)
      },
      openMoveTo: (block) => setLayer({ name: 'move', block }),
      openInsert: () => {
        const editor = planEditor.current
        if (editor?.isEditable) openInsert(editor.view)
      },
    }),
    [goToBlock, isNarrow],
  )
  usePageKeys(commands)
  const notes = useOpenedNotes()
  useEffect(() => refuseFiles(window, () => toast(words.frame.noFiles)), [])
  useEffect(() => onMoveRequest((block) => setLayer({ name: 'move', block })), [])
  useEffect(() => {
    const follow = () => {
      const id = blockInAddress()
      if (id) goToBlock(id)
    }
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [goToBlock])

  const onReady = useCallback(() => {
    requestAnimationFrame(() => {
      handOver()
      setTimeout(() => startTransition(() => setWhole(true)))
      // It is typed into at once: letters must not go past it while it loads.
      setTimeout(() => void loadFindBar().catch(() => undefined), FIND_BAR_AFTER_MS)
    })
  }, [])
  // A card that takes the place of its text would lose the sign that it is the one that was linked.
  const onCards = useCallback(() => {
    const id = blockInAddress()
    if (id) requestAnimationFrame(() => goToBlock(id))
  }, [goToBlock])

  useEffect(() => {
    if (!isWhole) return
    firstThingsDone()
    if (askInAddress()) setLayer({ name: 'share' })
  }, [isWhole])

  const close = () => setLayer(null)
  const showsPane = hasOutline && !isNarrow
  return (
    <CommandsContext value={commands}>
      <NotesProvider value={notes}>
        <CardAsideProvider value={notes?.aside ?? null}>
          <a className={styles.skip} href="#plan">
            {words.frame.skip}
          </a>
          <div className={classNames(styles.frame, !showsPane && styles.withoutOutline)}>
            {isWhole ? (
              <>
                <SideNav
                  me={{
                    name: member.name,
                    side: member.side,
                    company: member.side === null ? words.frame.byLink : companies[member.side].shortName,
                  }}
                  onSearch={commands.openPalette}
                  onHelp={commands.openShortcuts}
                />
                <TopBar />
                {showsPane ? <OutlinePane onHide={commands.toggleOutline} /> : null}
              </>
            ) : (
              <EmptyFrame hasOutline={showsPane} />
            )}
            <main className={styles.canvas} id="plan" tabIndex={-1} data-pane="plan" aria-label={words.canvas.label}>
              <div className={styles.column}>
                <KeptWordsNotice />
                <ReadingNotice />
                <NearlyFullNotice />
                {target ? <LinkNotice target={target} onClose={() => setTarget(null)} /> : null}
                <Head isWhole={isWhole} />
                <Canvas hasTools={isWhole} onReady={onReady} onCards={onCards} />
              </div>
            </main>
            {isPhone && isWhole ? <PhoneBar /> : null}
          </div>
          {isWhole ? <LiveRegion /> : null}
          <Suspense fallback={null}>
            {finding ? <FindBar mode={finding} onMode={setFinding} onClose={() => setFinding(null)} /> : null}
            {layer?.name === 'palette' ? <Palette query={layer.query} onClose={close} /> : null}
            {layer?.name === 'shortcuts' ? <Shortcuts onClose={close} /> : null}
            {layer?.name === 'share' ? <ShareDialog onClose={close} /> : null}
            {layer?.name === 'move' ? <MoveTo block={layer.block} onClose={close} /> : null}
            {layer?.name === 'outline' && isNarrow ? <OutlineOverlay onClose={close} /> : null}
          </Suspense>
        </CardAsideProvider>
      </NotesProvider>
    </CommandsContext>
  )
}
