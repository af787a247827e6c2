'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { preloadMarkdown } from '@/components/chat/AnswerText'
import { ChatScreen } from '@/components/chat/ChatScreen'
import { FirstBase } from '@/components/chat/FirstBase'
import { rememberSampleBase, sampleBaseId } from '@/components/chat/sampleBase'
import { Suggestions } from '@/components/chat/Suggestions'
import type { Turn } from '@/components/chat/turns'
import { useChoice } from '@/components/composer/useChoice'

/** The first page: a greeting, what an empty account can begin with, and the composer. `baseId` is searched from the start. */
export function NewChat({ username, baseId, isTemporary = false }: { username: string; baseId: string | null; isTemporary?: boolean }) {
  const t = useTranslations('chat.new')
  const router = useRouter()
  const bases = useQuery(useTRPC().knowledge.list.queryOptions())
  const [fromLink] = useState(baseId === null ? null : { knowledgeBaseIds: [baseId], modelId: null })
  const [choice, choose] = useChoice(fromLink)
  const [started, setStarted] = useState<string | null>(null)
  const [sampleId, setSampleId] = useState<string | null>(null)
  const [isEmpty, setIsEmpty] = useState(false)

  useEffect(preloadMarkdown, [])

  // The stream is held outside of the page, so the answer goes on while its own page is being opened.
  const onStarted = useCallback(
    ({ conversationId }: Turn) => {
      setStarted(conversationId)
      router.replace(`/c/${conversationId}`)
    },
    [router],
  )
  // Decided once: an account does not stop being new while its first base is read.
  if (!isEmpty && bases.data?.length === 0) setIsEmpty(true)
  const suggestedFor = bases.data?.find((base) => base.id === (sampleId ?? (typeof window === 'undefined' ? null : sampleBaseId())))
  const hasSuggestions = suggestedFor !== undefined && suggestedFor.readyCount > 0 && choice?.knowledgeBaseIds.includes(suggestedFor.id) === true

  return (
    <ChatScreen
      conversationId={started}
      choice={choice}
      onChoose={choose}
      onStarted={onStarted}
      isTemporary={isTemporary}
      intro={
        <div className="mx-auto flex min-h-full w-full max-w-176 flex-col justify-center gap-8 px-4 py-8">
          <h1 className="text-xl! leading-7!">{t('greeting', { name: username })}</h1>
          {isEmpty && !hasSuggestions && (
            <FirstBase
              onReady={(base) => {
                rememberSampleBase(base.id)
                setSampleId(base.id)
                choose({ modelId: null, ...choice, knowledgeBaseIds: [base.id] })
                void bases.refetch()
              }}
            />
          )}
          {hasSuggestions && choice !== undefined && <Suggestions choice={choice} onStarted={onStarted} />}
        </div>
      }
    />
  )
}
