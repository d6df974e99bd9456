/** Saves what an address answers as a file; the page stays, also when there is nothing to save. */
export function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}
