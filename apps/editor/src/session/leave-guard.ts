const ask = (event: BeforeUnloadEvent) => event.preventDefault()

/** Asks before the page is left, only while it is armed: a page without unsaved work leaves at once. */
export class LeaveGuard {
  #isArmed = false

  set(isArmed: boolean): void {
    if (isArmed === this.#isArmed) return
    this.#isArmed = isArmed
    if (isArmed) window.addEventListener('beforeunload', ask)
    else window.removeEventListener('beforeunload', ask)
  }
}
