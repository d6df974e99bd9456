/**
 * A file that is let go over the page would take its place in the window, and the plan would be gone from it. It is
 * refused wherever nothing else takes it; `say` tells so.
 */
export function refuseFiles(page: EventTarget, say: () => void): () => void {
  const onFile = (event: Event) => {
    const { dataTransfer } = event as DragEvent
    if (event.defaultPrevented || !dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    if (event.type === 'drop') say()
    else dataTransfer.dropEffect = 'none'
  }
  for (const type of ['dragover', 'drop']) page.addEventListener(type, onFile)
  return () => {
    for (const type of ['dragover', 'drop']) page.removeEventListener(type, onFile)
  }
}
