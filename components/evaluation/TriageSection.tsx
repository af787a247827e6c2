'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useWhen } from '@/components/evaluation/useWhen'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'

/** One's answers that got a thumb down, each to be looked into and kept as a test question. Nothing is shown where there is none. */
export function TriageSection({ baseId, onTry }: { baseId: string; onTry: (question: string) => void }) {
  const t = useTranslations('lab.triage')
  const when = useWhen()
  const triage = useQuery(useTRPC().evaluation.questions.triage.queryOptions({ knowledgeBaseId: baseId }))
  if (triage.error) return <ErrorState message={triage.error.message} onRetry={() => void triage.refetch()} />
  if (triage.data === undefined || triage.data.length === 0) return null
  return (
    <section aria-label={t('title')}>
      <h2 className="font-semibold">{t('title')}</h2>
      <p className="text-ink-muted">{t('text')}</p>
      <ul className="mt-2 divide-y divide-line border-y border-line">
        {triage.data.map(({ id, conversationId, question, answer, reason, createdAt }) => (
          <li key={id} className="flex flex-wrap items-start gap-x-4 gap-y-2 py-2">
            <div className="min-w-0 flex-1 basis-72">
              <p className="font-medium wrap-anywhere">{question}</p>
              <p className="line-clamp-2 wrap-anywhere text-ink-muted">{answer}</p>
              {reason !== null && <p className="wrap-anywhere text-warn">{t('reason', { reason })}</p>}
              <p className="text-ink-muted tabular-nums">
                {when(createdAt)} ·{' '}
                <Link href={`/c/${conversationId}`} className="underline hover:text-ink">
                  {t('chat')}
                </Link>
              </p>
            </div>
            <Button size="sm" onClick={() => onTry(question)}>
              {t('try')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
