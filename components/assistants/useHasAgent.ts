import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/trpc'

/** Whether a program answers in the place of the model where this assistant is asked. */
export function useHasAgent(assistantId: string | null): boolean {
  const assistants = useQuery(useTRPC().assistants.list.queryOptions(undefined, { enabled: assistantId !== null }))
  return assistants.data?.some(({ id, agent }) => id === assistantId && agent !== null) ?? false
}
