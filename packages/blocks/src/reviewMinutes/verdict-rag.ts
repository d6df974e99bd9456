import type { MetVerdict, Rag } from '@concord/schema'

/** The shape of a verdict is that of the status it leaves behind: what was missed stays a red diamond. */
export const verdictRag: Readonly<Record<MetVerdict, Rag>> = {
  met: 'green',
  partly: 'amber',
  missed: 'red',
  notDue: 'grey',
}
