import { memo, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { AnswerOutcome } from '@/components/chat/AnswerOutcome'
import { AnswerStatus } from '@/components/chat/AnswerStatus'
import { AnswerText } from '@/components/chat/AnswerText'
import { Announcer } from '@/components/chat/Announcer'
import { SearchNotes } from '@/components/chat/SearchNotes'
import { SupportLine } from '@/components/chat/SupportLine'
import { useLiveAnswer } from '@/components/chat/useTurn'
import type { Message } from '@/components/chat/turnStream'
import { CitationsContext } from '@/components/citations/CitationsContext'
import { SourceList } from '@/components/citations/SourceList'
import { AnswerActions } from '@/components/exchange/AnswerActions'
import { WhyNot } from '@/components/whyNot/WhyNot'
import { isLive } from '@/server/conversations/facts'
import type { Support } from '@/server/conversations/schema'

/** Asks for another answer; `rewrite: false` searches for the question as it was written. */
export type OnRetry = (answerId: string, options?: { rewrite?: boolean; modelId?: string }) => void

export interface AssistantMessageProps {
  message: Message
  /** The source of this answer that is open beside it. */
  openOrdinal: number | null
  onOpenSource: (answerId: string, ordinal: number) => void
  /** Set for the last answer only: another one replaces it. */
  onRetry: OnRetry | null
  isLost: boolean
}

const unsupportedIn = (content: string, support: Support): string[] => (support ?? []).flatMap(({ start, end, supported }) => (supported ? [] : [content.slice(start, end)]))

/** An answer with its sources and what is known of its making. A live one reads its words itself, so that the list does not follow them. */
export const AssistantMessage = memo(function AssistantMessage({ message, openOrdinal, onOpenSource, onRetry, isLost }: AssistantMessageProps) {
  const t = useTranslations('chat.message')
  const answer = useLiveAnswer(message)
  const isRunning = isLive(answer.status)
  const { id, citations, content, support } = answer
  const unsupported = useMemo(() => (isRunning ? [] : unsupportedIn(content, support)), [isRunning, content, support])
  const sources = useMemo(
    () => ({ citations, openOrdinal, open: (ordinal: number) => onOpenSource(id, ordinal) }),
    [citations, openOrdinal, onOpenSource, id],
  )
  const retry = onRetry === null || isRunning ? null : (modelId?: string) => onRetry(id, modelId === undefined ? {} : { modelId })
  return (
    <CitationsContext value={sources}>
      <article aria-label={t('assistant')} aria-busy={isRunning} className="group/message space-y-3">
        <SearchNotes activity={answer.activity} onAsWritten={onRetry === null || isRunning ? null : () => onRetry(id, { rewrite: false })} />
        {answer.content !== '' && <AnswerText text={answer.content} isStreaming={isRunning} unsupported={unsupported} />}
        <AnswerOutcome answer={answer} onRetry={retry} />
        {!isRunning && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ui empty:hidden">
            <SupportLine support={support} />
            <WhyNot answer={answer} />
          </div>
        )}
        {!isRunning && <SourceList />}
        {/* The icons, not the areas around them, stand at the edge of the text; on a phone below the line. */}
        <footer className="-mr-2 flex min-h-8 items-center gap-1 max-sm:flex-wrap pointer-coarse:-mr-3 max-sm:[&>:first-child]:basis-full">
          <AnswerStatus answer={answer} isLost={isLost && isRunning} />
          <span className="flex-1" />
          {!isRunning && <AnswerActions answer={answer} isLast={onRetry !== null} />}
        </footer>
        {isLive(message.status) && <Announcer answer={answer} />}
      </article>
    </CitationsContext>
  )
})
