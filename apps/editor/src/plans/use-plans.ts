import type { PlansResponse } from '@concord/schema'
import { useQuery } from '@tanstack/react-query'
import { ApiError, api } from '../api/client.ts'
import { device } from '../session/device.ts'

/** The list of plans, and whether it is only what this device last saw. */
export interface Listing {
  readonly list: PlansResponse
  /** When the server gave it, milliseconds since 1970. */
  readonly at: number
  readonly isKept: boolean
}

export const plansKey = ['plans'] as const

async function fetched(): Promise<Listing> {
  try {
    const kept = { list: await api.plans(), at: Date.now() }
    void device.keepPlans(kept)
    return { ...kept, isKept: false }
  } catch (error) {
    const kept = error instanceof ApiError ? null : await device.plans()
    if (!kept) throw error
    return { ...kept, isKept: true }
  }
}

/** The plans of whoever is signed in. */
export const usePlans = () => useQuery({ queryKey: plansKey, queryFn: fetched, retry: false, staleTime: 0 })
