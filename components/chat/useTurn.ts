import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { useTRPC } from '@/components/api/trpc'
import type { Message } from '@/components/chat/turnStream'
import { type Turn, Turns } from '@/components/chat/turns'
import type { TurnRequest } from '@/server/chat/schema'
import { isLive } from '@/server/conversations/facts'

/** One for the page, so that an answer survives every change of the screen. */
const turns = new Turns()

/** The turn that this page follows in a conversation; changes with its shape, not with its words. */
export function useTurn(conversationId: string | null): Turn | undefined {
  const read = useCallback(() => (conversationId === null ? undefined : turns.turn(conversationId)), [conversationId])
  return useSyncExternalStore(turns.subscribe, read, () => undefined)
}

/** The words of a live answer as they come: what the page was told, else the message as it was loaded. */
export function useLiveAnswer(message: Message): Message {
  const read = useCallback(() => {
    const answer = turns.answer(message.conversationId)
    return answer?.id === message.id && isLive(message.status) ? answer : message
  }, [message])
  return useSyncExternalStore(turns.subscribe, read, () => message)
}

/** What is shown of the followed answer when the list is drawn; its words are read by useLiveAnswer. */
export const currentAnswer = (conversationId: string): Message | undefined => turns.answer(conversationId)

/** True while this page sees an answer being written in the conversation. */
export function useIsRunning(conversationId: string): boolean {
  return useSyncExternalStore(
    turns.subscribe,
    () => turns.isRunning(conversationId),
    () => false,
  )
}

/** What `useIsRunning` says, at this very moment: a second click may come before the page is drawn again. */
export const isRunning = (conversationId: string): boolean => turns.isRunning(conversationId)

/** Sends questions and retries, and refreshes what the server knows when a turn begins and when it is over. */
export function useSend(): (request: TurnRequest) => Promise<Turn> {
  const refresh = useRefresh()
  return useCallback(
    async (request: TurnRequest) => {
      const turn = await turns.send(request, refresh)
      refresh(turn.conversationId)
      return turn
    },
    [refresh],
  )
}

/** Follows the answer of a loaded conversation that is still being written, as after a reload, and lets go of one that is loaded whole. */
export function useResume(id: string, messages: readonly Message[] | undefined, title: string): void {
  const refresh = useRefresh()
  useEffect(() => {
    const answer = messages?.at(-1)
    if (answer !== undefined && isLive(answer.status)) turns.resume(answer, title, refresh)
    else if (messages?.some((message) => message.id === turns.turn(id)?.answerId) === true) turns.forget(id)
  }, [id, messages, title, refresh])
}

/** Ends an answer on the server; the stream then says that it was stopped. */
export function useStop() {
  return useMutation(useTRPC().chat.stop.mutationOptions())
}

/** Lets go of an answer that has ended, where the next list of messages may be of another branch and not hold it. */
export const letGo = (conversationId: string): void => turns.forget(conversationId)

/** Asks the server again for what it knows of a conversation. */
export function useRefresh(): (conversationId: string) => void {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useCallback(
    (conversationId: string) => {
      void queryClient.invalidateQueries(trpc.conversations.open.queryFilter({ id: conversationId }))
      void queryClient.invalidateQueries(trpc.conversations.messages.queryFilter({ id: conversationId }))
      void queryClient.invalidateQueries(trpc.conversations.pulse.queryFilter({ id: conversationId }))
      void queryClient.invalidateQueries(trpc.conversations.list.pathFilter())
      // An answer has its price.
      void queryClient.invalidateQueries(trpc.usage.balance.queryFilter())
    },
    [trpc, queryClient],
  )
}
