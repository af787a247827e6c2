'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { ErrorState } from '@/components/ui/ErrorState'

/** Who sees what is in a base, where it is asked, and what was deleted. */
export function BaseAccess({ baseId, teamName }: { baseId: string; teamName: string | null }) {
  const t = useTranslations('indexing.access')
  const uses = useQuery(useTRPC().knowledge.uses.queryOptions({ id: baseId }))
  if (uses.error) return <ErrorState message={uses.error.message} onRetry={() => void uses.refetch()} />
  if (uses.data === undefined) return null
  const { memberCount, assistants, conversationCount } = uses.data
  return (
    <div className="flex flex-col gap-1">
      <p>{teamName === null ? t('onlyYou') : t('team', { name: teamName, count: memberCount })}</p>
      <p>{t('chats', { count: conversationCount })}</p>
      {assistants.length > 0 && (
        <p>
          {t('assistants')}{' '}
          {assistants.map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <Link href={`/assistants/${id}`} className="underline">
                {name}
              </Link>
            </span>
          ))}
        </p>
      )}
      <Link href="/settings/data" className="self-start text-ink-muted underline hover:text-ink">
        {t('receipts')}
      </Link>
    </div>
  )
}
