'use client'

import { useTranslations } from 'use-intl/react'
import { DocumentFilter } from '@/components/lab/settings/DocumentFilter'
import { FactFilter } from '@/components/lab/settings/FactFilter'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import type { RetrievalFilters } from '@/server/retrieval/schema'

/** Which documents are searched: some by name, those with certain facts, those of a time. */
export function FilterSettings({ baseId, filters, onChange }: { baseId: string; filters: RetrievalFilters; onChange: (filters: RetrievalFilters) => void }) {
  const t = useTranslations('lab.settings')
  const { documentIds = [], metadata = {}, createdAt = {} } = filters
  const isFiltered = Object.keys(filters).length > 0
  const change = (part: Required<Pick<RetrievalFilters, 'documentIds'>> | { metadata: NonNullable<RetrievalFilters['metadata']> } | { createdAt: NonNullable<RetrievalFilters['createdAt']> }) =>
    onChange(withoutEmpty({ ...filters, ...part }))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-medium">{t('filters')}</legend>
      <p className="flex flex-wrap items-center gap-x-3 text-xs text-ink-muted">
        {t(isFiltered ? 'filtersHint' : 'noFilters')}
        {isFiltered && (
          <Button variant="ghost" size="sm" onClick={() => onChange({})}>
            {t('clearFilters')}
          </Button>
        )}
      </p>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(16rem,1fr))] items-start gap-x-5 gap-y-3">
        <DocumentFilter baseId={baseId} documentIds={documentIds} onChange={(ids) => change({ documentIds: ids })} />
        <FactFilter facts={metadata} onChange={(facts) => change({ metadata: facts })} />
        <div className="grid grid-cols-2 gap-2">
          {(['from', 'to'] as const).map((end) => (
            <Field key={end} label={t(end)}>
              {(control) => <Input {...control} type="date" value={createdAt[end]?.slice(0, 10) ?? ''} onChange={(event) => change({ createdAt: { ...createdAt, [end]: event.target.value === '' ? undefined : momentOf(event.target.value, end) } })} />}
            </Field>
          ))}
        </div>
      </div>
    </fieldset>
  )
}

/** A day to its end, because both ends are included. */
const momentOf = (day: string, end: 'from' | 'to'): string => (end === 'from' ? day : `${day}T23:59:59.999Z`)

/** Filters that name nothing are no filters. */
function withoutEmpty({ documentIds = [], metadata = {}, createdAt = {} }: RetrievalFilters): RetrievalFilters {
  const { from, to } = createdAt
  return {
    ...(documentIds.length === 0 ? {} : { documentIds }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    ...(from === undefined && to === undefined ? {} : { createdAt: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } }),
  }
}
