'use client'

import { useFormatter, useTranslations } from 'use-intl/react'
import type { LabColumn } from '@/components/lab/address'
import type { Explanation } from '@/server/retrieval/schema'

/** Says in a sentence what became of a passage. */
export function useFateSentence(): (explanation: Explanation, column: LabColumn) => string {
  const t = useTranslations('lab.expected')
  const format = useFormatter()
  const share = (value: number): string => format.number(value, { maximumFractionDigits: 2 })
  return ({ rank, fell, isSearched, isIndexed, filteredBy, relevance }, { settings, indexId }) => {
    if (rank !== null) return t('rank', { rank })
    if (!isSearched) return t(indexId === null ? 'notSearched' : 'otherIndex')
    if (!isIndexed) return t('notIndexed')
    return t(`fell.${fell ?? 'notCandidate'}`, {
      candidates: settings.candidates,
      limit: settings.limit,
      threshold: share(settings.scoreThreshold),
      relevance: share(Math.floor((relevance ?? 0) * 100) / 100),
      filters: format.list(filteredBy.map((filter) => t(`filters.${filter}`))),
    })
  }
}
