import { memo, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { AssistantMessage, type OnRetry } from '@/components/chat/AssistantMessage'
import { OpenerMessage } from '@/components/chat/OpenerMessage'
import { estimatedHeight, isLoaded, type Row } from '@/components/chat/rows'
import type { Message } from '@/components/chat/turnStream'
import { UserMessage } from '@/components/chat/UserMessage'
import type { Watch } from '@/components/chat/useReadingPlace'
import { SummaryNote } from '@/components/exchange/SummaryNote'
import { Button } from '@/components/ui/Button'
import { Skeleton } from '@/components/ui/Skeleton'

interface MessageRowProps {
  row: Row
  /** It is drawn at once, and not only when it is seen to be near. */
  startsNear: boolean
  /** It stays drawn wherever the reader is. */
  isLast: boolean
  isFound: boolean
  /** What is told of the messages up to this one. */
  summary: string | null
  isLost: boolean
  openOrdinal: number | null
  onOpenSource: (answerId: string, ordinal: number) => void
  onRetry: OnRetry | null
  watch: Watch
  want: (id: string) => void
  /** Set when it could not be loaded. */
  onLoadAgain: (() => void) | null
}

/** A place in the list, and, while it is near the view, the message in it. Far from it there is nothing but its height. */
export const MessageRow = memo(function MessageRow({ row, startsNear, isLast, isFound, summary, watch, want, onLoadAgain, ...shown }: MessageRowProps) {
  const element = useRef<HTMLDivElement>(null)
  const [{ isNear, height }, setPlace] = useState<{ isNear: boolean; height: number | null }>({ isNear: startsNear, height: null })
  const isThere = isLoaded(row)
  useEffect(() => {
    const place = element.current
    if (place === null) return
    return watch(place, (near, measured) => {
      if (near) setPlace((before) => (before.isNear ? before : { ...before, isNear: true }))
      else if (!isInUse(place)) setPlace((before) => (before.isNear ? { isNear: false, height: measured } : before))
    })
  }, [watch])
  useEffect(() => {
    if (isNear && !isThere) want(row.id)
  }, [isNear, isThere, want, row.id])

  const isDrawn = isThere && (isNear || isLast)
  return (
    <div
      ref={element}
      data-message={row.id}
      tabIndex={-1}
      style={isDrawn ? undefined : { height: height ?? estimatedHeight(row) }}
      className={`scroll-mt-6 outline-none ${isFound ? 'animate-found rounded-surface' : ''}`}
    >
      {isDrawn && <Shown message={row} {...shown} />}
      {isDrawn && summary !== null && (
        <div className="mt-6">
          <SummaryNote text={summary} />
        </div>
      )}
      {isNear && !isThere && <Missing role={row.role} onLoadAgain={onLoadAgain} />}
    </div>
  )
})

/** Somebody writes in it, has marked words of it, or stands on one of its buttons. */
function isInUse(row: HTMLElement): boolean {
  const selection = document.getSelection()
  return row.contains(document.activeElement) || row.querySelector('textarea') !== null || (selection !== null && !selection.isCollapsed && selection.containsNode(row, true))
}

function Shown({ message, isLost, openOrdinal, onOpenSource, onRetry }: { message: Message } & Pick<MessageRowProps, 'isLost' | 'openOrdinal' | 'onOpenSource' | 'onRetry'>) {
  if (message.role === 'user') return <UserMessage message={message} />
  if (message.parentId === null) return <OpenerMessage text={message.content} />
  return <AssistantMessage message={message} isLost={isLost} openOrdinal={openOrdinal} onOpenSource={onOpenSource} onRetry={onRetry} />
}

/** The shape of a message that is being loaded, or the way to try again. */
function Missing({ role, onLoadAgain }: { role: Row['role']; onLoadAgain: (() => void) | null }) {
  const t = useTranslations('chat.message')
  if (onLoadAgain !== null) {
    return (
      <p className="flex flex-wrap items-center gap-3 text-ui text-ink-muted">
        {t('notLoaded')}
        <Button size="sm" onClick={onLoadAgain}>
          {t('loadAgain')}
        </Button>
      </p>
    )
  }
  return role === 'user' ? (
    <div className="animate-appear-late">
      <Skeleton className="ml-auto h-10 w-1/2" />
    </div>
  ) : (
    <div className="animate-appear-late space-y-2">
      <Skeleton />
      <Skeleton />
      <Skeleton className="h-4 w-2/3" />
    </div>
  )
}
