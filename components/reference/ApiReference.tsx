'use client'

import { useDeferredValue, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Operation } from '@/components/reference/Operation'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import type { ReferenceOperation } from '@/server/rest/schema'

const tagOf = ({ path }: ReferenceOperation): string => path.split('/')[1] ?? ''

/** Every operation of the API by what it is about, to be read and tried. */
export function ApiReference({ operations }: { operations: readonly ReferenceOperation[] }) {
  const t = useTranslations('reference')
  const [search, setSearch] = useState('')
  const words = useDeferredValue(search).toLowerCase().split(/\s+/)
  const found = operations.filter(({ method, path, summary, name }) => words.every((word) => `${method} ${path} ${summary} ${name}`.toLowerCase().includes(word)))
  const tags = [...new Set(found.map(tagOf))]
  return (
    <>
      <div className="flex flex-wrap items-end gap-4 pb-4">
        <div className="min-w-60 grow">
          <Field label={t('search')}>{(control) => <Input {...control} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />}</Field>
        </div>
        <a href="/api/rest/openapi.json" className="pb-1.5 text-accent underline">
          {t('document')}
        </a>
      </div>
      <p role="status" className="pb-3 text-ink-muted">
        {t('count', { count: found.length })}
      </p>
      {tags.map((tag) => (
        <div key={tag} role="group" aria-labelledby={`tag-${tag}`} className="pb-6">
          <h2 id={`tag-${tag}`} className="pb-2">
            {tag}
          </h2>
          <ul className="divide-y divide-line border-y border-line">
            {found
              .filter((operation) => tagOf(operation) === tag)
              .map((operation) => (
                <li key={operation.name}>
                  <Operation operation={operation} />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </>
  )
}
