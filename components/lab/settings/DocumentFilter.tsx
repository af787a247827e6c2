'use client'

import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useSettled } from '@/components/indexing/useSettled'
import { Field } from '@/components/ui/Field'
import { IconButton } from '@/components/ui/IconButton'
import { Input } from '@/components/ui/Input'

const proposed = 6

/** Documents that alone are searched, found by their names. */
export function DocumentFilter({ baseId, documentIds, onChange }: { baseId: string; documentIds: readonly string[]; onChange: (documentIds: string[]) => void }) {
  const t = useTranslations('lab.settings')
  const trpc = useTRPC()
  const [name, setName] = useState('')
  const search = useSettled(name.trim(), 200)
  const found = useQuery(trpc.documents.list.queryOptions({ knowledgeBaseId: baseId, search, states: ['ready'], sortBy: 'name', isDescending: false, limit: proposed }, { enabled: search !== '', placeholderData: keepPreviousData }))
  const chosen = useQueries({ queries: documentIds.map((id) => trpc.documents.get.queryOptions({ id }, { staleTime: 60_000 })) })
  const names = chosen.map(({ data, isError }) => data?.name ?? (isError ? t('unknownDocument') : '…'))
  const others = (found.data?.items ?? []).filter(({ id }) => !documentIds.includes(id))
  return (
    <div>
      <Field label={t('findDocument')}>{(control) => <Input {...control} type="search" value={name} maxLength={255} autoComplete="off" onChange={(event) => setName(event.target.value)} />}</Field>
      {search !== '' && found.data && (
        <ul className="mt-1 divide-y divide-line border-y border-line">
          {others.length === 0 && <li className="py-1.5 text-ink-muted">{t('noDocument')}</li>}
          {others.map((document) => (
            <li key={document.id}>
              <button
                type="button"
                className="w-full truncate py-1.5 text-left hover:text-accent pointer-coarse:py-3"
                onClick={() => {
                  onChange([...documentIds, document.id])
                  setName('')
                }}
              >
                {document.name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {documentIds.map((id, at) => (
        <p key={id} className="mt-1 flex items-center gap-1">
          <span className="min-w-0 flex-1 truncate">{names[at]}</span>
          <IconButton label={t('removeDocument', { name: names[at] ?? '' })} className="size-6! [&_svg]:size-3.5!" onClick={() => onChange(documentIds.filter((other) => other !== id))}>
            <X />
          </IconButton>
        </p>
      ))}
    </div>
  )
}
