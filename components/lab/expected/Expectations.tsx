'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ExpectedPassage } from '@/components/lab/expected/ExpectedPassage'
import { PassageFinder } from '@/components/lab/expected/PassageFinder'
import type { LabColumn } from '@/components/lab/address'
import type { ChangeColumn } from '@/components/lab/Column'
import type { ColumnKey } from '@/components/lab/columnName'
import { Button } from '@/components/ui/Button'

/** A column that is shown, by its name. */
export interface NamedColumn {
  readonly name: ColumnKey
  readonly column: LabColumn
}

/** The passages that somebody expected: where each fell out in each column, and what brings it back. */
export function Expectations({
  baseId,
  question,
  columns,
  expected,
  onExpect,
  onChange,
}: {
  baseId: string
  question: string
  columns: readonly NamedColumn[]
  expected: readonly string[]
  onExpect: (chunkId: string) => void
  onChange: (name: ColumnKey, ...change: Parameters<ChangeColumn>) => void
}) {
  const t = useTranslations('lab.expected')
  const [isFinding, setIsFinding] = useState(false)
  return (
    <section aria-label={t('title')} className="mt-5 border-y border-line py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="font-semibold">{t('title')}</h2>
        {expected.length === 0 && <p className="min-w-0 flex-1 basis-64 text-ink-muted">{t('intro')}</p>}
        <Button size="sm" className="ml-auto" aria-expanded={isFinding} onClick={() => setIsFinding(!isFinding)}>
          {t('find')}
        </Button>
      </div>
      {isFinding && <PassageFinder baseId={baseId} indexId={columns[0]?.column.indexId ?? null} expected={expected} onExpect={onExpect} />}
      {expected.length > 0 && (
        <ul className="mt-1 divide-y divide-line">
          {expected.map((chunkId) => (
            <ExpectedPassage key={chunkId} baseId={baseId} question={question} chunkId={chunkId} columns={columns} onRemove={() => onExpect(chunkId)} onChange={onChange} />
          ))}
        </ul>
      )}
    </section>
  )
}
