/** Words of the small parts that several cards share. */
export const markWords = {
  unfold: (name: string) => `Show all of ${name}`,
  fold: (name: string) => `Fold ${name}`,
} as const
