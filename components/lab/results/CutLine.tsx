'use client'

import { useFormatter, useTranslations } from 'use-intl/react'
import type { Retrieval, RetrievalSettings } from '@/server/retrieval/schema'

/** The line below which nothing is sent, and what drew it. */
export function CutLine({ cut, settings }: { cut: Retrieval['cut']; settings: RetrievalSettings }) {
  const t = useTranslations('lab.results')
  const format = useFormatter()
  const sentence =
    cut === null
      ? t('cutOther')
      : cut.by === 'limit'
        ? t('cutLimit', { limit: settings.limit })
        : t('cutThreshold', { threshold: format.number(settings.scoreThreshold, { maximumFractionDigits: 2 }) })
  return (
    <p className="flex items-center gap-3 py-2 text-xs text-danger before:h-px before:w-4 before:bg-danger/50 after:h-px after:flex-1 after:bg-danger/50">{sentence}</p>
  )
}
