import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { toast } from '@/components/ui/toast'

/** What follows every change of a team: all that is known of teams and of what they share is asked anew, and a refusal is said. */
export function useTeamMutation() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const translated = useServerSentence()
  return {
    onSettled: () => Promise.all([trpc.teams, trpc.knowledge, trpc.assistants].map((router) => queries.invalidateQueries(router.pathFilter()))),
    onError: (error: { message: string }) => toast(translated(error.message)),
  }
}
