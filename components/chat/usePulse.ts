import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isGone } from '@/components/api/isGone'
import { useTRPC } from '@/components/api/trpc'
import { useRefresh } from '@/components/chat/useTurn'
import type { RouterOutputs } from '@/server/router'

type Conversation = RouterOutputs['conversations']['open']
type Pulse = RouterOutputs['conversations']['pulse']
export type Queued = Pulse['queued'][number]

const pulseMs = 2_000
/** The next question is about to be begun. */
const changingMs = 300

const intervalOf = (pulse: Pulse | undefined): number => (pulse !== undefined && !pulse.isAnswering && pulse.queued.length > 0 ? changingMs : pulseMs)

/**
 * What happens to a conversation elsewhere, in another tab or on another device: it is loaded again when it has changed.
 * @returns the questions that wait.
 */
export function usePulse(id: string, loaded: Conversation | undefined): readonly Queued[] | undefined {
  const trpc = useTRPC()
  const refresh = useRefresh()
  const pulse = useQuery(
    trpc.conversations.pulse.queryOptions(
      { id },
      { enabled: loaded !== undefined, refetchInterval: ({ state }) => (isGone(state) ? false : intervalOf(state.data)) },
    ),
  )
  // One that is gone says so when it is loaded again.
  const { data } = pulse
  const hasChanged = isGone(pulse) || (data !== undefined && loaded !== undefined && data.updatedAt > loaded.updatedAt)
  useEffect(() => {
    if (hasChanged) refresh(id)
  }, [hasChanged, refresh, id])
  return data?.queued
}
