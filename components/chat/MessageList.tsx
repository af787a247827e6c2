import { ArrowDown } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { AssistantMessage, type OnRetry } from '@/components/chat/AssistantMessage'
import type { Message } from '@/components/chat/turnStream'
import { OpenerMessage } from '@/components/chat/OpenerMessage'
import { useFollow } from '@/components/chat/useFollow'
import { SummaryNote } from '@/components/exchange/SummaryNote'
import { UserMessage } from '@/components/chat/UserMessage'
import { Button } from '@/components/ui/Button'

/** How many messages are drawn at first, and how many more each time: a long conversation opens as fast as a short one. */
const windowSize = 40

export interface MessageListProps {
  messages: readonly Message[]
  /** What is told of the messages up to one of them. */
  summary: { text: string; throughId: string } | null
  isLost: boolean
  openSource: { answerId: string; ordinal: number } | null
  onOpenSource: (answerId: string, ordinal: number) => void
  onRetry: OnRetry
  /** A message to be taken to. */
  jumpTo: string | null
}

/** The messages of a conversation; follows the end of a growing answer while the reader is there. */
export function MessageList({ messages, summary, isLost, openSource, onOpenSource, onRetry, jumpTo }: MessageListProps) {
  const t = useTranslations('chat.message')
  const [drawn, setDrawn] = useState(windowSize)
  const { scroller, content, isAtEnd, toEnd, leaveEnd } = useFollow()
  const lastId = messages.at(-1)?.id
  const showEarlier = useKeptPlace(scroller, () => setDrawn((count) => count + windowSize))

  // One's own question is always worth looking at.
  const lastQuestion = messages.findLast((message) => message.role === 'user')?.id
  useLayoutEffect(toEnd, [toEnd, lastQuestion])

  const place = jumpTo === null ? -1 : messages.findIndex((message) => message.id === jumpTo)
  const isDrawn = messages.length - place <= drawn
  if (place >= 0 && !isDrawn) setDrawn(messages.length - place + 5)
  useLayoutEffect(() => {
    if (place < 0 || !isDrawn) return
    leaveEnd()
    const target = content.current?.querySelector<HTMLElement>(`[data-message="${jumpTo}"]`)
    target?.scrollIntoView({ block: 'start' })
    target?.focus({ preventScroll: true })
  }, [jumpTo, place, isDrawn, content, leaveEnd])

  return (
    <div className="relative min-h-0 flex-1">
      <div ref={scroller} role="log" aria-live="off" aria-label={t('log')} tabIndex={0} className="relative h-full overflow-y-auto -outline-offset-2 [overflow-anchor:none]">
        <div ref={content} className="mx-auto max-w-176 space-y-6 px-4 pt-6 pb-4">
          {messages.length > drawn && (
            <div className="text-center">
              <Button size="sm" variant="ghost" onClick={showEarlier}>
                {t('earlier')}
              </Button>
            </div>
          )}
          {messages.slice(-drawn).map((message) => (
            <div key={message.id} data-message={message.id} tabIndex={-1} className={`scroll-mt-6 outline-none ${message.id === jumpTo ? 'animate-found rounded-surface' : ''}`}>
              {message.role === 'user' ? (
                <UserMessage message={message} />
              ) : message.parentId === null ? (
                <OpenerMessage text={message.content} />
              ) : (
                <AssistantMessage
                  message={message}
                  isLost={isLost}
                  openOrdinal={openSource?.answerId === message.id ? openSource.ordinal : null}
                  onOpenSource={onOpenSource}
                  onRetry={message.id === lastId ? onRetry : null}
                />
              )}
              {summary?.throughId === message.id && (
                <div className="mt-6">
                  <SummaryNote text={summary.text} />
                </div>
              )}
            </div>
          ))}
        </div>
      </div>
      {!isAtEnd && (
        <Button size="sm" onClick={toEnd} className="absolute! bottom-2 left-1/2 -translate-x-1/2 animate-appear shadow-float">
          <ArrowDown aria-hidden className="size-3.5 stroke-[1.75]" />
          {t('latest')}
        </Button>
      )}
    </div>
  )
}

/** Runs what adds rows above the view, and keeps what the reader sees where it is. */
function useKeptPlace(scroller: { readonly current: HTMLDivElement | null }, add: () => void): () => void {
  const fromEnd = useRef<number | null>(null)
  useLayoutEffect(() => {
    const view = scroller.current
    if (view === null || fromEnd.current === null) return
    view.scrollTo({ top: view.scrollHeight - fromEnd.current, behavior: 'instant' })
    fromEnd.current = null
  })
  return () => {
    const view = scroller.current
    fromEnd.current = view === null ? null : view.scrollHeight - view.scrollTop
    add()
  }
}
