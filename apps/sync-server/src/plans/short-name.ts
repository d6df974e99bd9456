/** The first word of a company's name, for tight places. */
export const shortNameOf = (name: string): string => name.trim().split(/\s+/)[0]!.slice(0, 24)
