/** Something said in the corner. */
export interface ToastMessage {
  readonly sentence: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

let show: ((message: ToastMessage) => void) | null = null
let waiting: ToastMessage[] = []

/** Says something in the corner. With an action it stays ten seconds, the time undo is promised for. */
export function toast(sentence: string, action?: ToastMessage['action']): void {
  const message = { sentence, ...(action && { action }) }
  if (show) show(message)
  else waiting.push(message)
}

/** Called by the layer that draws them, which loads after the plan can be edited. */
export function showToastsWith(layer: (message: ToastMessage) => void): void {
  show = layer
  for (const message of waiting) layer(message)
  waiting = []
}
