'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { builtinEmbeddingModelId } from '@/server/models/facts'

/** Whether there is a model for what passages mean, and what one would add. */
export function EmbeddingNote({ baseId, embeddingModel }: { baseId: string; embeddingModel: string }) {
  const t = useTranslations('lab.settings')
  if (embeddingModel !== builtinEmbeddingModelId) return <p className="text-xs text-ink-muted">{t('withModel', { model: embeddingModel })}</p>
  return (
    <p className="max-w-[44rem] text-xs text-ink-muted">
      {t('noModel')}{' '}
      <Link href={`/knowledge/${baseId}/settings`} prefetch={false} className="text-accent hover:underline">
        {t('noModelHow')}
      </Link>
    </p>
  )
}
