'use client'

import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { v7 } from 'uuid'
import { TemporaryNote } from '@/components/chat/TemporaryNote'
import { MessageList } from '@/components/chat/MessageList'
import { isLoaded, type Outline, type Row } from '@/components/chat/rows'
import { SourceSide } from '@/components/chat/SourceSide'
import type { Message } from '@/components/chat/turnStream'
import { useEarlier } from '@/components/chat/useEarlier'
import type { Queued } from '@/components/chat/usePulse'
import { type Turn, withTurn } from '@/components/chat/turns'
import { currentAnswer, isRunning, useSend, useStop, useTurn } from '@/components/chat/useTurn'
import type { Choice } from '@/components/composer/choice'
import { Composer } from '@/components/composer/Composer'
import { type Exchange, ExchangeContext } from '@/components/exchange/ExchangeContext'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { offerBranches } from '@/components/reading/openers'
import { toast } from '@/components/ui/toast'
import type { Question, TurnRequest } from '@/server/chat/schema'
import { isLive } from '@/server/conversations/facts'

const QueueBar = lazy(() => import('@/components/queue/QueueBar').then((module) => ({ default: module.QueueBar })))
const BranchMap = lazy(() => import('@/components/reading/BranchMap').then((module) => ({ default: module.BranchMap })))

/** Messages that go along with a question, unless the server is set otherwise. */
const historyCounted = 10

const noMessages: readonly Message[] = []
const noneQueued: readonly Queued[] = []

export interface ChatScreenProps {
  conversationId: string | null
  /** As the server has them; what this page knows beyond is added here. */
  messages?: readonly Message[]
  /** What is before them. */
  earlier?: readonly Outline[]
  branchCount?: number
  /** What the model is told of the messages up to one of them. */
  summary?: { text: string; throughId: string } | null
  /** Questions that wait for the answer that is being written. */
  queued?: readonly Queued[]
  choice: Choice | undefined
  onChoose: (choice: Choice) => void
  /** Shown while there are no messages. */
  intro?: ReactNode
  onStarted?: (turn: Turn) => void
  /** A message to be taken to. */
  jumpTo?: string | null
  /** Of a new conversation: it is kept for a day only, and nowhere listed. */
  isTemporary?: boolean
  /** Whom the chat is with; null: with the model alone. */
  assistantId: string | null
  /** Above the messages. */
  head?: ReactNode
  /** What a question is sent with beside the choice. */
  extra?: Pick<Question, 'assistantId' | 'variables'>
}

/** Messages, composer, and the open source beside them. */
export function ChatScreen({ conversationId, messages = noMessages, earlier: outlines, branchCount = 1, summary = null, queued = noneQueued, choice, onChoose, intro, onStarted, jumpTo = null, isTemporary = false, assistantId, head, extra }: ChatScreenProps) {
  const t = useTranslations('chat.composer')
  const turn = useTurn(conversationId)
  const send = useSend()
  const stop = useStop()
  const [openSource, setOpenSource] = useState<{ answerId: string; ordinal: number } | null>(null)
  const earlier = useEarlier(conversationId, outlines)
  const rows = useMemo(
    () => withTurn<Row>([...earlier.rows, ...messages], turn, conversationId === null ? undefined : currentAnswer(conversationId)),
    [earlier.rows, messages, turn, conversationId],
  )
  const shown = useMemo(() => rows.filter(isLoaded), [rows])
  const latest = useRef(shown)
  useEffect(() => {
    latest.current = shown
  })
  const last = shown.at(-1)
  const running = last !== undefined && last.role === 'assistant' && isLive(last.status) ? last : null

  const ask = useCallback(
    async (question: Omit<Question, 'conversationId'>) => {
      const started = await send({ ...question, ...extra, conversationId, ...(isTemporary && conversationId === null ? { isTemporary } : {}) })
      onStarted?.(started)
    },
    [send, conversationId, onStarted, isTemporary, extra],
  )
  const modelId = choice?.modelId ?? null
  const mayRewrite = choice?.rewrite ?? true
  const translated = useServerSentence()
  const request = useCallback(
    (turnRequest: TurnRequest) => {
      if (conversationId !== null && isRunning(conversationId)) return
      send(turnRequest).catch((error: unknown) => toast(error instanceof Error && error.name === 'TurnRefused' && error.message !== '' ? translated(error.message) : t('sendFailed')))
    },
    [send, conversationId, translated, t],
  )
  const retry = useCallback<Exchange['retry']>(
    (answerId, options) => request({ retryOf: answerId, modelId: options?.modelId ?? modelId, rewrite: options?.rewrite ?? mayRewrite }),
    [request, modelId, mayRewrite],
  )
  const isAnswering = running !== null
  const exchange = useMemo<Exchange | null>(
    () =>
      conversationId === null || choice === undefined
        ? null
        : {
            conversationId,
            isAnswering,
            branchCount,
            rerun: (replaces, text) => ask({ ...choice, requestId: v7(), text, replaces }),
            questionOf: ({ parentId }) => latest.current.find(({ id }) => id === parentId)?.content ?? '',
            retry,
            goOn: (answerId) => request({ continueOf: answerId, modelId: choice.modelId }),
          },
    [conversationId, choice, isAnswering, branchCount, ask, retry, request],
  )
  const [isMapOpen, setIsMapOpen] = useState(false)
  const hasBranches = branchCount > 1
  useEffect(
    () =>
      hasBranches
        ? offerBranches(() => {
            setIsMapOpen(true)
            return true
          })
        : undefined,
    [hasBranches],
  )
  const openOne = useCallback((answerId: string, ordinal: number) => setOpenSource({ answerId, ordinal }), [])
  const askAgain = useCallback((answerId: string) => retry(answerId), [retry])
  const closeSource = useCallback(() => setOpenSource(null), [])

  return (
    <div className="relative flex h-full min-h-0 overflow-clip">
      <div className="flex min-w-0 flex-1 flex-col">
        {isTemporary && <TemporaryNote />}
        {head}
        {rows.length === 0 || conversationId === null ? (
          <div className="min-h-0 flex-1 overflow-y-auto">{intro}</div>
        ) : (
          <ExchangeContext value={exchange}>
            <MessageList conversationId={conversationId} rows={rows} earlier={earlier} summary={summary} isLost={turn?.isLost ?? false} asked={turn !== undefined && (turn.question !== null || turn.replaces !== null) ? turn.answerId : null} openSource={openSource} onOpenSource={openOne} onRetry={retry} jumpTo={jumpTo} />
          </ExchangeContext>
        )}
        {conversationId !== null && queued.length > 0 && (
          <Suspense>
            <QueueBar conversationId={conversationId} queued={queued} />
          </Suspense>
        )}
        <Composer
          conversationId={conversationId}
          assistantId={assistantId}
          choice={choice}
          onChoose={onChoose}
          onSend={ask}
          history={shown.slice(-historyCounted).map(({ content }) => content)}
          isStopping={stop.isPending}
          onStop={running === null ? null : () => stop.mutate({ answerId: running.id }, { onError: () => toast(t('stopFailed')) })}
        />
      </div>
      {isMapOpen && conversationId !== null && (
        <Suspense>
          <BranchMap conversationId={conversationId} isAnswering={isAnswering} onClose={() => setIsMapOpen(false)} />
        </Suspense>
      )}
      <SourceSide messages={shown} open={openSource} onOpen={setOpenSource} onClose={closeSource} onAskAgain={askAgain} />
    </div>
  )
}
