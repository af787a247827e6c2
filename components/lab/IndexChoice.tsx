'use client'

import { useTranslations } from 'use-intl/react'
import { useIndexes } from '@/components/indexing/useIndexes'
import { fieldClass } from '@/components/ui/Input'

/** Which index of a base is asked; nothing where there is only one. */
export function IndexChoice({ baseId, label, indexId, onChange }: { baseId: string; label: string; indexId: string | null; onChange: (indexId: string | null) => void }) {
  const t = useTranslations('lab.column')
  const { indexes } = useIndexes(baseId)
  const all = indexes.data ?? []
  if (all.length < 2) return null
  return (
    <select aria-label={label} value={all.some(({ id }) => id === indexId) ? (indexId ?? '') : ''} onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)} className={`${fieldClass} h-7 w-auto! max-w-44 pointer-coarse:h-10`}>
      {all.map(({ id, number, isActive }) => (
        <option key={id} value={isActive ? '' : id}>
          {t(isActive ? 'activeIndex' : 'otherIndex', { number })}
        </option>
      ))}
    </select>
  )
}
