import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/trpc'

/** Whether one may change what is in a base; true until that is known, because most are one's own. */
export function useMayWrite(knowledgeBaseId: string): boolean {
  const base = useQuery(useTRPC().knowledge.get.queryOptions({ id: knowledgeBaseId }, { staleTime: 60_000 }))
  return base.data?.sharing.may !== 'read'
}
