'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { AdminSection } from '@/components/models/AdminSection'
import { type Registry, useRegistryChanged } from '@/components/models/useRegistryChanged'
import { ErrorState } from '@/components/ui/ErrorState'
import { Select } from '@/components/ui/Select'
import type { ModelUse } from '@/server/models/registry/schema'

/** What may be chosen for which use. */
const uses = [
  { use: 'chat', label: 'chat', kinds: ['chat'], none: 'configured' },
  { use: 'title', label: 'small', kinds: ['chat'], none: 'answering' },
  { use: 'summary', label: 'summary', kinds: ['chat'], none: 'answering' },
  { use: 'embedding', label: 'embedding', kinds: ['embedding'], none: 'configured' },
  { use: 'rerank', label: 'rerank', kinds: ['rerank', 'chat'], none: 'configured' },
] as const satisfies readonly { use: ModelUse; label: string; kinds: readonly string[]; none: string }[]

/** The models that are taken where nobody chose one; what is chosen is kept at once. */
export function UsualModels({ usual, options }: Pick<Registry, 'usual' | 'options'>) {
  const t = useTranslations('models.usual')
  const changed = useRegistryChanged()
  const set = useMutation(useTRPC().models.registry.setUsual.mutationOptions({ onSuccess: changed }))
  const shown = set.isPending ? { ...usual, ...set.variables } : usual
  const optionsFor = ({ kinds }: (typeof uses)[number]) =>
    options
      .filter(({ kind }) => kinds.some((wanted) => wanted === kind))
      .map(({ id, label, provider }) => ({ value: id, label: provider === '' ? label : `${label} · ${provider}` }))
  return (
    <AdminSection title={t('title')} text={t('text')}>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {uses.map((row) => {
          const value = shown[row.use] ?? ''
          const known = optionsFor(row)
          const gone = value === '' || known.some((option) => option.value === value) ? [] : [{ value, label: t('gone', { id: value }) }]
          return <Select key={row.use} label={t(row.label)} value={value} onChange={(id) => set.mutate({ [row.use]: id === '' ? null : id })} options={[{ value: '', label: t(row.none) }, ...known, ...gone]} />
        })}
      </div>
      {set.error !== null && <ErrorState message={set.error.message} />}
    </AdminSection>
  )
}
