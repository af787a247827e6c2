'use client'

import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { languageOf } from '@/components/documents/passage'
import type { ChangeColumn } from '@/components/lab/Column'
import type { ColumnKey } from '@/components/lab/columnName'
import type { NamedColumn } from '@/components/lab/expected/Expectations'
import { Fate } from '@/components/lab/expected/Fate'
import { IconButton } from '@/components/ui/IconButton'

/** One passage that was expected, with its fate in each column. */
export function ExpectedPassage({
  baseId,
  question,
  chunkId,
  columns,
  onRemove,
  onChange,
}: {
  baseId: string
  question: string
  chunkId: string
  columns: readonly NamedColumn[]
  onRemove: () => void
  onChange: (name: ColumnKey, ...change: Parameters<ChangeColumn>) => void
}) {
  const t = useTranslations('lab.expected')
  const trpc = useTRPC()
  const chunk = useQuery(trpc.chunks.get.queryOptions({ id: chunkId }, { staleTime: 60_000 }))
  return (
    <li className="py-2.5">
      <div className="flex items-start gap-2">
        {chunk.error ? (
          <p className="min-w-0 flex-1 text-warn">{t('gone')}</p>
        ) : (
          <p lang={languageOf(chunk.data?.text ?? '') ?? ''} className="line-clamp-2 min-w-0 flex-1 border-l-2 border-accent pl-2 wrap-anywhere">
            {chunk.data?.text}
          </p>
        )}
        <IconButton label={t('remove')} className="-my-1" onClick={onRemove}>
          <X />
        </IconButton>
      </div>
      {question !== '' && chunk.data && (
        <div className={`mt-1.5 grid gap-x-8 gap-y-2 ${columns.length > 1 ? 'lg:grid-cols-2' : ''}`}>
          {columns.map(({ name, column }) => (
            <Fate key={name} baseId={baseId} question={question} chunkId={chunkId} name={name} column={column} onChange={(change) => onChange(name, change)} />
          ))}
        </div>
      )}
    </li>
  )
}
