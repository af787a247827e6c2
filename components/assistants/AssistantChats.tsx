'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { buttonClass } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'

/** The latest conversations with an assistant. */
export function AssistantChats({ id }: { id: string }) {
  const t = useTranslations('assistants')
  const format = useFormatter()
  const chats = useQuery(useTRPC().assistants.conversations.list.queryOptions({ id, limit: 100 }))
  if (chats.error) return <ErrorState message={chats.error.message} onRetry={() => void chats.refetch()} />
  if (chats.data === undefined) return <RowsSkeleton />
  if (chats.data.items.length === 0) {
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
  return (
    <ul className="divide-y divide-line border-y border-line">
      {chats.data.items.map((chat) => (
        <li key={chat.id} className="relative flex min-h-10 items-center justify-between gap-4 transition-colors hover:bg-raised">
          <Link href={`/c/${chat.id}`} className="min-w-0 truncate after:absolute after:inset-0">
            {chat.title}
          </Link>
          <time dateTime={chat.updatedAt} className="shrink-0 text-ink-muted tabular-nums">
            {format.dateTime(new Date(chat.updatedAt), { dateStyle: 'medium' })}
          </time>
        </li>
      ))}
    </ul>
  )
}
