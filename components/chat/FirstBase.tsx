import { useMutation, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useEffect, useEffectEvent } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import type { KnowledgeBase } from '@/components/composer/choice'
import { Button, buttonClass } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { ProgressBar } from '@/components/ui/ProgressBar'

/** Offers an empty account our guide as its first base, and shows it becoming ready. */
export function FirstBase({ onReady }: { onReady: (base: KnowledgeBase) => void }) {
  const t = useTranslations('chat.new')
  const trpc = useTRPC()
  const create = useMutation(trpc.knowledge.createSample.mutationOptions())
  const base = useQuery(
    trpc.knowledge.get.queryOptions(
      { id: create.data?.id ?? '' },
      { enabled: create.data !== undefined, staleTime: 0, refetchInterval: ({ state }) => (isDone(state.data) ? false : 700) },
    ),
  )
  const current = base.data ?? create.data
  const readyBase = current !== undefined && isDone(current) && current.readyCount > 0 ? current : null
  const tell = useEffectEvent(onReady)
  useEffect(() => {
    if (readyBase !== null) tell(readyBase)
  }, [readyBase])

  if (current !== undefined && isDone(current) && current.readyCount === 0) {
    return (
      <div className="space-y-2">
        <p>{t('sampleFailed')}</p>
        <Link href={`/knowledge/${current.id}`} className={buttonClass()}>
          {t('sampleOpen')}
        </Link>
      </div>
    )
  }
  if (current !== undefined) {
    const label = current.documentCount === 0 ? t('samplePreparing') : t('samplePreparingUnits', { ready: current.readyCount, total: current.documentCount })
    return (
      <div role="status" className="max-w-96 space-y-2">
        <p className="text-ink-muted">{label}</p>
        <ProgressBar value={current.documentCount === 0 ? 0 : current.readyCount / current.documentCount} label={label} />
      </div>
    )
  }
  return (
    <section className="space-y-4">
      <div className="space-y-1">
        <h2 className="font-medium">{t('sampleTitle')}</h2>
        <p className="max-w-prose text-ink-muted">{t('sampleText')}</p>
      </div>
      {create.error !== null && <ErrorState message={create.error.message} />}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" disabled={create.isPending} onClick={() => create.mutate()}>
          {t('sampleAction')}
        </Button>
        <Link href="/knowledge" className={buttonClass()}>
          {t('ownAction')}
        </Link>
      </div>
    </section>
  )
}

const isDone = (base: KnowledgeBase | undefined): boolean => base !== undefined && base.documentCount > 0 && base.liveCount === 0
