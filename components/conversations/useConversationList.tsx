import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, type RefObject, Suspense, useCallback, useMemo, useState } from 'react'
import { useTRPC } from '@/components/api/trpc'
import { ListActionsContext, type Task } from '@/components/conversations/tasks'
import { useChosen } from '@/components/conversations/useChosen'
import type { ConversationItem } from '@/components/conversations/useConversations'

/** What is asked about conversations; fetched when the first question comes. */
const ConversationDialogs = lazy(() => import('@/components/conversations/ConversationDialogs').then((module) => ({ default: module.ConversationDialogs })))

interface Pages {
  readonly pages: readonly { readonly items: readonly ConversationItem[] }[]
}

/** What a list of conversations shares with its rows: dialogs, and those that are chosen. `frame` goes around the list. */
export function useConversationList(shown: RefObject<HTMLElement | null>) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [task, setTask] = useState<Task | null>(null)
  const find = useCallback(
    (id: string) => queryClient.getQueriesData<Pages>(trpc.conversations.list.pathFilter()).flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? []).find((item) => item.id === id),
    [queryClient, trpc],
  )
  const { chosen, choose, begin, end } = useChosen(shown, find)
  const actions = useMemo(() => ({ open: setTask, chosen, choose }), [chosen, choose])
  const frame = (children: ReactNode): ReactNode => (
    <ListActionsContext value={actions}>
      {children}
      <Suspense>
        {task !== null && (
          <ConversationDialogs
            task={task}
            onClose={(isDone) => {
              setTask(null)
              if (isDone) end()
            }}
          />
        )}
      </Suspense>
    </ListActionsContext>
  )
  return { frame, open: setTask, chosen, begin, end }
}
