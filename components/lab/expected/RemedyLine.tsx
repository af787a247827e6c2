'use client'

import { useFormatter, useTranslations } from 'use-intl/react'
import { Button } from '@/components/ui/Button'
import { type Remedy, searchModes } from '@/server/retrieval/schema'

const reranks = ['auto', 'none', 'lexical'] as const

/** A change of the settings that was tried and brings the passage back, and the button that makes it. */
export function RemedyLine({ remedy, columnName, onApply }: { remedy: Remedy; columnName: string; onApply: () => void }) {
  const t = useTranslations('lab.expected')
  const settings = useTranslations('lab.settings')
  const format = useFormatter()
  const valueOf = (value: string | number): string => {
    if (typeof value === 'number') return format.number(value, { maximumFractionDigits: 2 })
    const [mode, rerank] = [searchModes.find((one) => one === value), reranks.find((one) => one === value)]
    if (mode !== undefined) return settings(`modes.${mode}`)
    return rerank === undefined ? value : settings(`reranks.${rerank}`)
  }
  const changes = remedy.changes.map(({ setting, value }) => (setting === 'filters' ? t('noFilters') : t('change', { setting: settings(setting), value: valueOf(value) })))
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span>{t('remedy', { changes: format.list(changes), rank: remedy.rank })}</span>
      <Button size="sm" onClick={onApply}>
        {t('apply', { name: columnName })}
      </Button>
    </li>
  )
}
