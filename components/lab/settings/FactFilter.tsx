'use client'

import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { metadataValue } from '@/components/documents/metadataValue'
import { IconButton } from '@/components/ui/IconButton'
import { Input } from '@/components/ui/Input'
import type { RetrievalFilters } from '@/server/retrieval/schema'

type Facts = NonNullable<RetrievalFilters['metadata']>

/** Facts that a document must have to be searched. */
export function FactFilter({ facts, onChange }: { facts: Facts; onChange: (facts: Facts) => void }) {
  const t = useTranslations('lab.settings')
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const isComplete = name.trim() !== '' && value.trim() !== '' && !/["\\]/.test(name)
  const add = () => {
    if (!isComplete) return
    onChange({ ...facts, [name.trim()]: metadataValue(value) })
    setName('')
    setValue('')
  }
  return (
    <div>
      <p className="mb-1 font-medium">{t('addFact')}</p>
      <form
        className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] gap-1.5"
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <Input aria-label={t('fact')} placeholder={t('fact')} value={name} maxLength={64} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        <Input aria-label={t('factValue')} placeholder={t('factValue')} value={value} maxLength={500} autoComplete="off" onChange={(event) => setValue(event.target.value)} />
        <IconButton type="submit" label={t('addFact')} disabled={!isComplete}>
          <Plus />
        </IconButton>
      </form>
      {Object.entries(facts).map(([field, wanted]) => (
        <p key={field} className="mt-1 flex items-center gap-1">
          <span className="min-w-0 flex-1 truncate">
            {field}: {[wanted].flat().join(', ')}
          </span>
          <IconButton label={t('removeFact', { name: field })} className="size-6! [&_svg]:size-3.5!" onClick={() => onChange(Object.fromEntries(Object.entries(facts).filter(([other]) => other !== field)))}>
            <X />
          </IconButton>
        </p>
      ))}
    </div>
  )
}
