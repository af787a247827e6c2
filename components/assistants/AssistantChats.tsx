'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useRef } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useTRPC, useTRPCClient } from '@/components/api/trpc'
import { MoreRows } from '@/components/conversations/MoreRows'
import { useConversationList } from '@/components/conversations/useConversationList'
import type { ConversationItem } from '@/components/conversations/useConversations'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { buttonClass } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { IconButton } from '@/components/ui/IconButton'
import { Menu } from '@/components/ui/Menu'
import type { RouterInputs } from '@/server/router'

const firstPage: RouterInputs['assistants']['conversations']['list']['cursor'] = null

/** The conversations with an assistant: opened, renamed and deleted here too. */
export function AssistantChats({ id }: { id: string }) {
  const t = useTranslations('assistants')
  const root = useRef<HTMLUListElement>(null)
  const chats = useChats(id)
  const { frame, open } = useConversationList(root)
  if (chats.error) return <ErrorState message={chats.error.message} onRetry={() => void chats.refetch()} />
  if (chats.data === undefined) return <RowsSkeleton />
  const items = chats.data.pages.flatMap((page) => page.items)
  if (items.length === 0) {
    return (
      <EmptyState
        title={t('chats.empty')}
        action={
          <Link href={`/?assistant=${id}`} className={buttonClass()}>
            {t('list.try')}
          </Link>
        }
      />
    )
  }
  return frame(
    <>
      <ul ref={root} aria-label={t('views.chats')} className="divide-y divide-line border-y border-line">
        {items.map((chat) => (
          <ChatRow key={chat.id} chat={chat} onRename={() => open({ kind: 'rename', conversation: chat })} onDelete={() => open({ kind: 'delete', conversations: [chat] })} />
        ))}
      </ul>
      <MoreRows list={chats} />
    </>,
  )
}

/** Under the key of the lists of conversations: whatever changes one of those changes this too. */
function useChats(id: string) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  return useInfiniteQuery({
    queryKey: [...trpc.conversations.list.pathKey(), { assistantId: id }],
    queryFn: ({ pageParam, signal }) => client.assistants.conversations.list.query({ id, cursor: pageParam }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
  })
}

function ChatRow({ chat, onRename, onDelete }: { chat: ConversationItem; onRename: () => void; onDelete: () => void }) {
  const t = useTranslations('chat.conversations')
  const format = useFormatter()
  const title = chat.title === '' ? t('untitled') : chat.title
  return (
    <li className="relative flex min-h-10 items-center gap-4 transition-colors hover:bg-raised">
      {/* The whole row is the link; what can be done with it lies above. */}
      <Link href={`/c/${chat.id}`} className="min-w-0 flex-1 truncate after:absolute after:inset-0">
        {title}
      </Link>
      <time dateTime={chat.updatedAt} className="shrink-0 text-ink-muted tabular-nums">
        {format.dateTime(new Date(chat.updatedAt), { dateStyle: 'medium' })}
      </time>
      <Menu
        trigger={
          <IconButton label={t('actions', { title })} className="relative">
            <Ellipsis />
          </IconButton>
        }
        items={[
          { label: t('rename'), icon: <Pencil />, onSelect: onRename },
          { label: t('delete'), icon: <Trash2 />, onSelect: onDelete, isDanger: true },
        ]}
      />
    </li>
  )
}
