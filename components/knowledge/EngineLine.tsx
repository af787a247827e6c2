'use client'

import { useTranslations } from 'use-intl/react'
import { builtinEmbeddingModelId } from '@/server/models/facts'

/** How a base is searched, and what would make it better. */
export function EngineLine({ embeddingModel }: { embeddingModel: string }) {
  const t = useTranslations('knowledge.base')
  return <p className="max-w-[44rem] text-ink-muted">{embeddingModel === builtinEmbeddingModelId ? t('lexical') : t('hybrid', { model: embeddingModel })}</p>
}
