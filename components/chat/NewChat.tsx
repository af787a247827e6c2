'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { preloadMarkdown } from '@/components/chat/AnswerText'
import { ChatScreen } from '@/components/chat/ChatScreen'
import { FirstBase } from '@/components/chat/FirstBase'
import { rememberSampleBase, sampleBaseId } from '@/components/chat/sampleBase'
import { Suggestions } from '@/components/chat/Suggestions'
import type { Turn } from '@/components/chat/turns'
import type { Choice } from '@/components/composer/choice'
import { useChoice } from '@/components/composer/useChoice'

const AssistantChoice = lazy(() => import('@/components/assistants/AssistantChoice').then((module) => ({ default: module.AssistantChoice })))

/** The first page: a greeting, what an empty account can begin with, and the composer. `baseId` is searched, or `assistantId` asked, from the start. */
export function NewChat({ username, baseId, assistantId, isTemporary = false }: { username: string; baseId: string | null; assistantId: string | null; isTemporary?: boolean }) {
  const [askedId, setAskedId] = useState(assistantId)
  const [variables, setVariables] = useState<Record<string, string>>({})
  const trpc = useTRPC()
  const assistants = useQuery(trpc.assistants.list.queryOptions())
  const assistant = assistants.data?.find(({ id }) => id === askedId)
  // One from the address is believed until the list says that it is gone.
  const chosenId = assistants.data === undefined ? askedId : (assistant?.id ?? null)
  const extra = useMemo(() => ({ assistantId: chosenId, variables }), [chosenId, variables])
  const [fromLink] = useState(baseId === null ? null : { knowledgeBaseIds: [baseId], modelId: null })
  const saved = assistant === undefined ? fromLink : { knowledgeBaseIds: assistant.knowledgeBaseIds, modelId: assistant.modelId }
  // A choice belongs to the assistant that it was made for.
  return (
    <Beginning key={assistant?.id ?? ''} username={username} saved={saved} extra={extra} isTemporary={isTemporary}>
      <Suspense>
        <AssistantChoice chosenId={askedId} onChoose={(chosen) => setAskedId(chosen?.id ?? null)} variables={variables} onFill={setVariables} />
      </Suspense>
    </Beginning>
  )
}

interface BeginningProps {
  username: string
  /** What is chosen at first; null: what was used last. */
  saved: Choice | null
  extra: { assistantId: string | null; variables: Record<string, string> }
  isTemporary: boolean
  children: ReactNode
}

function Beginning({ username, saved, extra, isTemporary, children }: BeginningProps) {
  const t = useTranslations('chat.new')
  const router = useRouter()
  const bases = useQuery(useTRPC().knowledge.list.queryOptions())
  const [choice, choose] = useChoice(saved)
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
      assistantId={extra.assistantId}
      choice={choice}
      onChoose={choose}
      onStarted={onStarted}
      isTemporary={isTemporary}
      extra={extra}
      intro={
        <div className="mx-auto flex min-h-full w-full max-w-176 flex-col justify-center gap-8 px-4 py-8">
          <h1 className="text-xl! leading-7!">{t('greeting', { name: username })}</h1>
          {children}
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
          {hasSuggestions && choice !== undefined && extra.assistantId === null && <Suggestions choice={choice} onStarted={onStarted} />}
        </div>
      }
    />
  )
}
