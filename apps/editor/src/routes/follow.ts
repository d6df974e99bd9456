type Follow = (address: string) => void

let follow: Follow = (address) => location.assign(address)

/** Goes to another page of Concord. */
export const goTo = (address: string): void => follow(address)

/** Whoever draws the pages says how to get from one to another. */
export function followWith(how: Follow): void {
  follow = how
}
