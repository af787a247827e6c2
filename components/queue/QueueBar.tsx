import { useTranslations } from 'use-intl'
import type { Queued } from '@/components/chat/usePulse'
import { QueueRow } from '@/components/queue/QueueRow'

/** The questions that wait for the answer that is being written, above the composer. */
export function QueueBar({ conversationId, queued }: { conversationId: string; queued: readonly Queued[] }) {
  const t = useTranslations('turns.queue')
  return (
    <section aria-label={t('label')} className="mx-auto w-full max-w-176 px-4">
      <p role="status" className="border-b border-line pb-1 text-xs text-ink-muted">
        {t('waiting', { count: queued.length })}
      </p>
      <ul className="max-h-[30dvh] divide-y divide-line overflow-y-auto pb-2">
        {queued.map((question) => (
          <QueueRow key={question.id} conversationId={conversationId} question={question} />
        ))}
      </ul>
    </section>
  )
}
