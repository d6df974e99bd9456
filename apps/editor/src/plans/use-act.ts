import { useQueryClient } from '@tanstack/react-query'
import { ApiError } from '../api/client.ts'
import { type ToastMessage, toast } from '../ui/toast.ts'
import { words } from '../words.ts'
import { plansKey } from './use-plans.ts'

/** Does something to a plan, says what came of it, and shows the list as it is afterwards. */
export function useAct() {
  const client = useQueryClient()
  return async <T>(
    act: Promise<T>,
    done: (result: T) => string,
    action?: ToastMessage['action'],
  ): Promise<T | undefined> => {
    try {
      const result = await act
      toast(done(result), action)
      return result
    } catch (error) {
      toast(error instanceof ApiError ? error.message : words.plans.failed)
      return undefined
    } finally {
      await client.invalidateQueries({ queryKey: plansKey })
    }
  }
}
