import { lazy, Suspense, useMemo, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/components/chat/turnStream'
import { useCitationKeys } from '@/components/citations/useCitationKeys'
import { Sheet } from '@/components/ui/Sheet'
import { isLive } from '@/server/conversations/facts'

const CitationPanel = lazy(() => import('@/components/citations/CitationPanel').then((module) => ({ default: module.CitationPanel })))

export interface OpenSource {
  readonly answerId: string
  readonly ordinal: number
}

/** The open source: beside the conversation where there is room, else a sheet from below. */
export function SourceSide({
  messages,
  open,
  onOpen,
  onClose,
  onAskAgain,
}: {
  messages: readonly Message[]
  open: OpenSource | null
  onOpen: (source: OpenSource) => void
  onClose: () => void
  onAskAgain: (answerId: string) => void
}) {
  const t = useTranslations('chat.citation')
  const isWide = useIsWide()
  const current = useMemo(() => {
    const answer = messages.find((message) => message.id === open?.answerId)
    const citations = answer?.citations ?? []
    const index = citations.findIndex((citation) => citation.ordinal === open?.ordinal)
    const citation = citations[index]
    if (open === null || answer === undefined || citation === undefined) return null
    const step = (by: 1 | -1): void => {
      const next = citations[index + by]
      if (next !== undefined) onOpen({ answerId: open.answerId, ordinal: next.ordinal })
    }
    const question = answer.activity?.retrieval?.question ?? messages.find((message) => message.id === answer.parentId)?.content ?? null
    const askAgain = messages.some((message) => isLive(message.status)) ? null : () => onAskAgain(answer.id)
    const { id: answerId, conversationId } = answer
    return { citation, conversationId, answerId, question, askAgain, total: citations.length, position: index + 1, step, close: onClose }
  }, [messages, open, onOpen, onClose, onAskAgain])
  useCitationKeys(current)

  if (isWide) {
    return current === null ? null : (
      <aside aria-label={t('panel')} className="w-[min(44%,44rem)] shrink-0 animate-appear-right border-l border-line">
        <Suspense>
          <CitationPanel open={current} isInSheet={false} />
        </Suspense>
      </aside>
    )
  }
  return (
    <Sheet side="bottom" title={current?.citation.documentName ?? t('panel')} open={current !== null} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Suspense>{current !== null && <CitationPanel open={current} isInSheet />}</Suspense>
    </Sheet>
  )
}

const wide = '(min-width: 64rem)'

function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(wide)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => matchMedia(wide).matches,
    () => true,
  )
}
