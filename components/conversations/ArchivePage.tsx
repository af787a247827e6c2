'use client'

import Link from 'next/link'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { ChosenBar } from '@/components/conversations/ChosenBar'
import { Rows } from '@/components/conversations/ConversationGroup'
import { MoreRows } from '@/components/conversations/MoreRows'
import { useConversationList } from '@/components/conversations/useConversationList'
import { useConversations } from '@/components/conversations/useConversations'
import { buttonClass } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'

/** The conversations that were put away, to go back to or to take back. */
export function ArchivePage() {
  const t = useTranslations('organise.archive')
  const words = useTranslations('chat.conversations')
  const root = useRef<HTMLDivElement>(null)
  const list = useConversations({ view: 'archived' })
  const { frame, chosen, end } = useConversationList(root)
  if (list.isSuccess && list.items.length === 0) {
    return (
      <>
        <h1 className="sr-only">{t('title')}</h1>
        <EmptyState
          title={t('empty')}
          text={t('emptyText')}
          action={
            <Link href="/" className={buttonClass()}>
              {t('back')}
            </Link>
          }
        />
      </>
    )
  }
  return frame(
    <div ref={root} className="mx-auto w-full max-w-3xl px-4 py-6 md:px-8">
      <h1>{t('title')}</h1>
      <p className="pt-1 pb-4 text-ink-muted">{t('text')}</p>
      {list.error !== null && <ErrorState message={words('loadFailed')} onRetry={() => void list.refetch()} />}
      <Rows items={list.items} activeId={undefined} isArchived />
      <MoreRows list={list} />
      {chosen !== null && <ChosenBar chosen={chosen} isArchive onEnd={end} />}
    </div>,
  )
}
