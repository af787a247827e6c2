'use client'

import { useFormatter, useTranslations } from 'use-intl/react'
import { type Remedy, searchModes } from '@/server/retrieval/schema'

const reranks = ['auto', 'none', 'lexical'] as const

/** Says in a sentence which change of the settings brings a passage back, and where it then stands. */
export function useRemedySentence(): (remedy: Remedy) => string {
  const t = useTranslations('lab.expected')
  const settings = useTranslations('lab.settings')
  const format = useFormatter()
  const valueOf = (value: string | number): string => {
    if (typeof value === 'number') return format.number(value, { maximumFractionDigits: 2 })
    const [mode, rerank] = [searchModes.find((one) => one === value), reranks.find((one) => one === value)]
    if (mode !== undefined) return settings(`modes.${mode}`)
    return rerank === undefined ? value : settings(`reranks.${rerank}`)
  }
  return ({ changes, rank }) => {
    const parts = changes.map(({ setting, value }) => (setting === 'filters' ? t('noFilters') : t('change', { setting: settings(setting), value: valueOf(value) })))
    return t('remedy', { changes: format.list(parts), rank })
  }
}
