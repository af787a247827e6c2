'use client'

import { useTranslations } from 'use-intl/react'
import type { ModelOverview } from '@/server/models/schema'

/** What new knowledge bases are searched with. */
export function SearchEngine({ embedding }: { embedding: ModelOverview['embedding'] }) {
  const t = useTranslations('shell.settings.models')
  return (
    <div>
      <h2 className="font-medium">{t('search')}</h2>
      <p className="mt-1 py-2 break-all">{embedding.isBuiltin ? t('lexical') : embedding.model}</p>
      <div className="flex flex-col gap-1 text-ink-muted">
        <p>{embedding.isBuiltin ? t('lexicalText') : t('embeddingText')}</p>
        <p>{t('keptText')}</p>
      </div>
    </div>
  )
}
