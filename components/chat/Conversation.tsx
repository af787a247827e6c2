'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { lazy, Suspense, useEffect, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { preloadMarkdown } from '@/components/chat/AnswerText'
import { ChatScreen } from '@/components/chat/ChatScreen'
import { ConversationSkeleton } from '@/components/chat/ConversationSkeleton'
import { usePulse } from '@/components/chat/usePulse'
import { useJump } from '@/components/chat/useJump'
import { useResume, useTurn } from '@/components/chat/useTurn'
import { useChoice } from '@/components/composer/useChoice'
import { buttonClass } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'

const ChatAssistant = lazy(() => import('@/components/assistants/ChatAssistant').then((module) => ({ default: module.ChatAssistant })))

/** A conversation: what the server has of it, and the answer that is being written, which goes on after a reload. */
export function Conversation({ id }: { id: string }) {
  const t = useTranslations('chat.conversations')
  const conversation = useQuery(useTRPC().conversations.open.queryOptions({ id }))
  const turn = useTurn(id)
  const { data } = conversation
  const [choice, choose] = useChoice(data ?? null)
  const title = data?.title ?? turn?.title ?? ''
  const shownIds = useMemo(() => data && [...data.earlier, ...data.messages].map((message) => message.id), [data])
  const jumpTo = useJump(id, shownIds)
  useEffect(preloadMarkdown, [])
  useResume(id, data?.messages, title)
  const queued = usePulse(id, data)
  useEffect(() => {
    if (title !== '') document.title = `${title} · Parley`
  }, [title])

  if (conversation.error?.data?.kind === 'not_found' || conversation.error?.data?.kind === 'invalid') {
    return (
      <EmptyState
        title={t('notFound')}
        text={t('notFoundText')}
        action={
          <Link href="/" className={buttonClass()}>
            {t('new')}
          </Link>
        }
      />
    )
  }
  if (conversation.error !== null && data === undefined) {
    return (
      <div className="mx-auto w-full max-w-176 p-4">
        <ErrorState message={conversation.error.message} onRetry={() => void conversation.refetch()} />
      </div>
    )
  }
  // The first turn of a new chat is shown before the server is asked for it.
  if (data === undefined && turn === undefined) return <ConversationSkeleton />
  const hasHead = data !== undefined && (data.assistantId !== null || data.systemPrompt !== null)
  const head = hasHead && (
    <Suspense>
      <ChatAssistant conversation={data} />
    </Suspense>
  )
  return (
    <>
      <h1 className="sr-only">{title}</h1>
      <ChatScreen conversationId={id} messages={data?.messages} earlier={data?.earlier} branchCount={data?.branchCount} summary={data?.summary} queued={queued} assistantId={data?.assistantId ?? null} choice={choice} onChoose={choose} head={head} jumpTo={jumpTo} isTemporary={data?.isTemporary} intro={<EmptyState title={t('nothingYet')} text={t('nothingYetText')} />} />
    </>
  )
}
