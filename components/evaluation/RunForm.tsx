'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { IndexChoice } from '@/components/lab/IndexChoice'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { fieldClass } from '@/components/ui/Input'
import type { RetrievalSettings } from '@/server/retrieval/schema'

/** The settings of the base, or of a column of the lab. */
export interface NamedSettings {
  readonly name: 'base' | 'A' | 'B'
  readonly settings: RetrievalSettings
  readonly indexId: string | null
}

/** Starts a run with the settings of the base or of a column. */
export function RunForm({ baseId, columns }: { baseId: string; columns: readonly NamedSettings[] }) {
  const t = useTranslations('lab.runs')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [name, setName] = useState('base')
  const [otherIndex, setOtherIndex] = useState<string | null | undefined>(undefined)
  const start = useMutation(trpc.evaluation.runs.start.mutationOptions({ onSuccess: () => queries.invalidateQueries(trpc.evaluation.runs.list.pathFilter()) }))
  const chosen = columns.find((column) => column.name === name) ?? columns[0]
  const indexId = otherIndex === undefined ? (chosen?.indexId ?? null) : otherIndex
  const run = () => start.mutate({ knowledgeBaseId: baseId, ...(chosen === undefined ? {} : { settings: chosen.settings }), ...(indexId === null ? {} : { indexId }) })
  return (
    <div className="flex flex-wrap items-center gap-2">
      <select aria-label={t('with')} value={chosen?.name} onChange={(event) => setName(event.target.value)} className={`${fieldClass} h-8 w-auto! pointer-coarse:h-11`}>
        {columns.map((column) => (
          <option key={column.name} value={column.name}>
            {column.name === 'base' ? t('base') : t('column', { name: column.name })}
          </option>
        ))}
      </select>
      <IndexChoice baseId={baseId} label={t('index')} indexId={indexId} onChange={setOtherIndex} />
      <Button variant="primary" disabled={start.isPending} onClick={run}>
        {t('run')}
      </Button>
      {start.error && <ErrorState message={start.error.message} />}
    </div>
  )
}
