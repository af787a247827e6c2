import { ArrowDown, ListTree } from 'lucide-react'
import { type KeyboardEvent, lazy, startTransition, Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { OnRetry } from '@/components/chat/AssistantMessage'
import { MessageRow } from '@/components/chat/MessageRow'
import { beginningOf, type Row } from '@/components/chat/rows'
import type { Earlier } from '@/components/chat/useEarlier'
import { useReadingPlace } from '@/components/chat/useReadingPlace'
import { offerFind } from '@/components/reading/openers'
import { Button } from '@/components/ui/Button'

const QuestionRail = lazy(() => import('@/components/reading/QuestionRail').then((module) => ({ default: module.QuestionRail })))
const QuestionSheet = lazy(() => import('@/components/reading/QuestionSheet').then((module) => ({ default: module.QuestionSheet })))
const FindBar = lazy(() => import('@/components/reading/FindBar').then((module) => ({ default: module.FindBar })))

/** Rows that are drawn without waiting for the browser to say that they are near. */
const drawnAtOnce = 12
/** With fewer questions one finds them by scrolling. */
const worthARail = 4

export interface MessageListProps {
  conversationId: string
  rows: readonly Row[]
  earlier: Earlier
  /** What is told of the messages up to one of them. */
  summary: { text: string; throughId: string } | null
  isLost: boolean
  /** The answer that was asked for on this page last: what one asks oneself is always worth looking at. */
  asked: string | null
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
export function MessageList({ conversationId, rows, earlier, summary, isLost, asked, openSource, onOpenSource, onRetry, jumpTo }: MessageListProps) {
  const t = useTranslations('chat.message')
  const { scroller, list, isAtEnd, toEnd, goTo, watch } = useReadingPlace()
  const tr = useTranslations('reading')
  /** Where the reader was taken last, since the address named a message. */
  const [taken, setTaken] = useState<{ jumpTo: string | null; id: string } | null>(null)
  const found = taken?.jumpTo === jumpTo ? taken.id : jumpTo
  const [isListed, setIsListed] = useState(false)
  /** How often the search was asked for since it is open; 0: it is not. */
  const [finding, setFinding] = useState(0)
  const lastId = rows.at(-1)?.id

  useLayoutEffect(() => {
    if (asked !== null) toEnd()
  }, [toEnd, asked])

  const rowOf = useCallback((id: string) => list.current?.querySelector<HTMLElement>(`[data-message="${id}"]`) ?? null, [list])
  const jump = useCallback(
    (id: string) => {
      const target = rowOf(id)
      if (target === null) return
      goTo(target)
      target.focus({ preventScroll: true })
    },
    [rowOf, goTo],
  )
  const place = jumpTo === null ? -1 : rows.findIndex((row) => row.id === jumpTo)
  const isThere = place >= 0
  useLayoutEffect(() => {
    if (isThere && jumpTo !== null) jump(jumpTo)
  }, [isThere, jumpTo, jump])

  const questions = useMemo(() => rows.filter(({ role }) => role === 'user').map((row) => ({ id: row.id, text: beginningOf(row) })), [rows])
  const hasRail = questions.length >= worthARail
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const find = useCallback(() => {
    setIsListed(false)
    // As in components/palette/Shortcuts.tsx.
    startTransition(() => setFinding((before) => before + 1))
  }, [])
  useEffect(
    () =>
      offerFind(() => {
        if (document.activeElement?.matches('[data-find]') === true) return false
        find()
        return true
      }),
    [find],
  )
  const take = (id: string): void => {
    jump(id)
    setTaken({ jumpTo, id })
  }
  // The browser would scroll there step by step, and stop where a row on the way is measured.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const first = list.current?.firstElementChild
    if (event.key === 'End') toEnd()
    else if (event.key === 'Home' && first != null) goTo(first)
    else return
    event.preventDefault()
  }
  const closeFind = (): void => {
    setFinding(0)
    scroller.current?.focus({ preventScroll: true })
  }

  return (
    <div className="@container relative min-h-0 flex-1">
      <div ref={scroller} role="log" aria-live="off" aria-label={t('log')} tabIndex={0} onKeyDown={onKeyDown} className="relative h-full overflow-y-auto -outline-offset-2">
        <div ref={list} className="mx-auto max-w-176 space-y-6 px-4 pt-6 pb-4">
          {rows.map((row, at) => (
            <MessageRow
              key={row.id}
              row={row}
              startsNear={at >= rows.length - drawnAtOnce || (isThere && Math.abs(at - place) < drawnAtOnce / 2)}
              isLast={row.id === lastId}
              isFound={row.id === found}
              summary={summary?.throughId === row.id ? summary.text : null}
              isLost={isLost}
              openOrdinal={openSource?.answerId === row.id ? openSource.ordinal : null}
              onOpenSource={onOpenSource}
              onRetry={row.id === lastId ? onRetry : null}
              watch={watch}
              want={earlier.want}
              onLoadAgain={earlier.failed.has(row.id) ? earlier.retry : null}
            />
          ))}
        </div>
      </div>
      {!isAtEnd && (
        <div className="absolute bottom-2 left-1/2 flex -translate-x-1/2 animate-appear gap-2">
          <Button size="sm" onClick={toEnd} className="shadow-float">
            <ArrowDown aria-hidden className="size-3.5 stroke-[1.75]" />
            {t('latest')}
          </Button>
          {hasRail && (
            <Button size="sm" onClick={() => setIsListed(true)} className="shadow-float @min-[49rem]:hidden">
              <ListTree aria-hidden className="size-3.5 stroke-[1.75]" />
              {tr('questions.open')}
            </Button>
          )}
        </div>
      )}
      <Suspense>
        {hasRail && <QuestionRail questions={questions} scroller={scroller} onGo={take} />}
        {isListed && (
          <QuestionSheet
            questions={questions}
            scroller={scroller}
            onFind={find}
            onClose={() => setIsListed(false)}
            onGo={(id) => {
              setIsListed(false)
              take(id)
            }}
          />
        )}
        {finding > 0 && (
          <FindBar
            conversationId={conversationId}
            ids={ids}
            list={list}
            asked={finding}
            onGo={(id) => {
              const row = rowOf(id)
              if (row !== null) goTo(row)
            }}
            onShow={(element) => goTo(element, 'center')}
            onClose={closeFind}
          />
        )}
      </Suspense>
    </div>
  )
}
