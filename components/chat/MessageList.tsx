import { ArrowDown } from 'lucide-react'
import { useCallback, useLayoutEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { OnRetry } from '@/components/chat/AssistantMessage'
import { MessageRow } from '@/components/chat/MessageRow'
import type { Row } from '@/components/chat/rows'
import type { Earlier } from '@/components/chat/useEarlier'
import { useReadingPlace } from '@/components/chat/useReadingPlace'
import { Button } from '@/components/ui/Button'

/** Rows that are drawn without waiting for the browser to say that they are near. */
const drawnAtOnce = 12

export interface MessageListProps {
  rows: readonly Row[]
  earlier: Earlier
  /** What is told of the messages up to one of them. */
  summary: { text: string; throughId: string } | null
  isLost: boolean
  openSource: { answerId: string; ordinal: number } | null
  onOpenSource: (answerId: string, ordinal: number) => void
  onRetry: OnRetry
  /** A message to be taken to. */
  jumpTo: string | null
}

/**
 * The messages of a conversation, all of them in one list: those far from the view are a height and nothing else. Follows the end of a
 * growing answer while the reader is there.
 */
export function MessageList({ rows, earlier, summary, isLost, openSource, onOpenSource, onRetry, jumpTo }: MessageListProps) {
  const t = useTranslations('chat.message')
  const { scroller, list, isAtEnd, toEnd, goTo, watch } = useReadingPlace()
  const [found, setFound] = useState<string | null>(null)
  const lastId = rows.at(-1)?.id

  // One's own question is always worth looking at.
  const lastQuestion = rows.findLast((row) => row.role === 'user')?.id
  useLayoutEffect(toEnd, [toEnd, lastQuestion])

  const jump = useCallback(
    (id: string) => {
      const target = list.current?.querySelector<HTMLElement>(`[data-message="${id}"]`)
      if (target == null) return
      goTo(target)
      target.focus({ preventScroll: true })
      setFound(id)
    },
    [list, goTo],
  )
  const place = jumpTo === null ? -1 : rows.findIndex((row) => row.id === jumpTo)
  const isThere = place >= 0
  useLayoutEffect(() => {
    if (isThere && jumpTo !== null) jump(jumpTo)
  }, [isThere, jumpTo, jump])

  return (
    <div className="relative min-h-0 flex-1">
      <div ref={scroller} role="log" aria-live="off" aria-label={t('log')} tabIndex={0} className="relative h-full overflow-y-auto -outline-offset-2">
        <div ref={list} className="mx-auto max-w-176 space-y-6 px-4 pt-6 pb-4">
          {rows.map((row, at) => (
            <MessageRow
              key={row.id}
              row={row}
              startsNear={at >= rows.length - drawnAtOnce || (isThere && Math.abs(at - place) < drawnAtOnce / 2)}
              isLast={row.id === lastId}
              isFound={row.id === found}
              hasFailed={earlier.failed.has(row.id)}
              summary={summary?.throughId === row.id ? summary.text : null}
              isLost={isLost}
              openOrdinal={openSource?.answerId === row.id ? openSource.ordinal : null}
              onOpenSource={onOpenSource}
              onRetry={row.id === lastId ? onRetry : null}
              watch={watch}
              want={earlier.want}
              onLoadAgain={earlier.retry}
            />
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
