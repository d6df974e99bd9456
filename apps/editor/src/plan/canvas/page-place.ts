/** A point of the window as `left` and `top` of an absolutely placed element, which then scrolls with the page. */
export function placeInPage(element: HTMLElement, left: number, top: number): { left: number; top: number } {
  const origin = (element.offsetParent ?? document.documentElement).getBoundingClientRect()
  return { left: left - origin.left, top: top - origin.top }
}
