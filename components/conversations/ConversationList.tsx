'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useParams, useRouter } from 'next/navigation'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useNow, useTranslations } from 'use-intl'
import { useTRPC, useTRPCClient } from '@/components/api/trpc'
import { ConversationRow } from '@/components/conversations/ConversationRow'
import { groupByAge } from '@/components/conversations/groupByAge'
import { useWhenSeen } from '@/components/conversations/useWhenSeen'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { Input } from '@/components/ui/Input'
import { Skeleton } from '@/components/ui/Skeleton'
import { useDelayed } from '@/components/ui/useDelayed'

const firstPage: string | null = null

/** The conversations of the sidebar, the last used first, searched by title. */
export function ConversationList() {
  const t = useTranslations('chat.conversations')
  const { id: activeId } = useParams<{ id?: string }>()
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search.trim())
  const list = useConversations(wanted)
  const now = useNow({ updateInterval: 60_000 })
  const field = useRef<HTMLInputElement>(null)
  useChatShortcuts(field)
  const isLate = useDelayed(list.isPending)
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const end = useWhenSeen(() => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
  })

  return (
    <div className="flex flex-col gap-2">
      {(items.length > 0 || search !== '') && (
        <div className="relative">
          <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 stroke-[1.75] text-ink-muted" />
          <Input
            ref={field}
            type="search"
            value={search}
            maxLength={200}
            aria-label={t('search')}
            placeholder={t('search')}
            className="pl-8!"
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setSearch('')
            }}
          />
        </div>
      )}
      {isLate && <ListSkeleton />}
      {list.error !== null && <ErrorState message={t('loadFailed')} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <p className="px-2 py-1 text-ink-muted">{wanted === '' ? t('empty') : t('nothingFound', { search: wanted })}</p>}
      {groupByAge(items, now).map((group) => (
        <section key={group.age} aria-label={t(group.age)}>
          <h2 className="px-2 pt-1 pb-0.5 text-xs text-ink-muted">{t(group.age)}</h2>
          <ul className="space-y-px">
            {group.items.map((conversation) => (
              <ConversationRow key={conversation.id} conversation={conversation} isActive={conversation.id === activeId} />
            ))}
          </ul>
        </section>
      ))}
      {list.hasNextPage && (
        <div ref={end} className="text-center">
          <Button size="sm" variant="ghost" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Pages of conversations. Asked for by hand, because the ready-made options also send a direction, which the API refuses as unknown. */
function useConversations(search: string) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  return useInfiniteQuery({
    queryKey: [...trpc.conversations.list.pathKey(), { search }],
    queryFn: ({ pageParam, signal }) => client.conversations.list.query({ search, cursor: pageParam }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
}

function ListSkeleton() {
  return (
    <div className="space-y-2 px-2 py-1">
      <Skeleton className="h-4 w-4/5" />
      <Skeleton className="h-4 w-3/5" />
      <Skeleton className="h-4 w-2/3" />
    </div>
  )
}

/** Ctrl/Cmd+Shift+O opens a new chat, Ctrl/Cmd+K the search. */
function useChatShortcuts(field: { readonly current: HTMLInputElement | null }): void {
  const router = useRouter()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      if (key === 'o' && event.shiftKey) {
        event.preventDefault()
        router.push('/')
      } else if (key === 'k' && !event.shiftKey && field.current !== null) {
        event.preventDefault()
        field.current.select()
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [router, field])
}
