'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import type { Assistant } from '@/components/assistants/draft'
import { lineDifference } from '@/components/assistants/lineDifference'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { toast } from '@/components/ui/toast'

/** The versions of the instructions: what differs between one and the one in use, and the way back to it. */
export function PromptVersions({ assistant, onRestored }: { assistant: Assistant; onRestored: (assistant: Assistant) => void }) {
  const t = useTranslations('assistants.versions')
  const format = useFormatter()
  const trpc = useTRPC()
  const versions = useQuery(trpc.assistants.prompts.list.queryOptions({ id: assistant.id }))
  const [open, setOpen] = useState<number | null>(null)
  const restore = useRestore(onRestored)
  if (versions.error) return <ErrorState message={versions.error.message} onRetry={() => void versions.refetch()} />
  if (versions.data === undefined) return <RowsSkeleton />
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-muted">{t('text')}</p>
      {restore.error && <ErrorState message={restore.error.message} />}
      <ol className="divide-y divide-line border-y border-line">
        {versions.data.map(({ version, text, isCurrent, createdAt }) => (
          <li key={version} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2">
            <span className="font-medium">{t('version', { version })}</span>
            <time dateTime={createdAt} className="flex-1 text-ink-muted tabular-nums">
              {format.dateTime(new Date(createdAt), { dateStyle: 'medium', timeStyle: 'short' })}
            </time>
            {isCurrent && <span className="text-accent">{t('current')}</span>}
            <Button size="sm" variant="ghost" aria-expanded={open === version} onClick={() => setOpen(open === version ? null : version)}>
              {isCurrent ? t('show') : t('compare')}
            </Button>
            {!isCurrent && assistant.sharing.may !== 'read' && (
              <Button size="sm" disabled={restore.isPending} onClick={() => restore.mutate({ id: assistant.id, version })}>
                {t('restore')}
              </Button>
            )}
            {open === version && <Difference before={text} after={assistant.instructions} label={t('difference', { version })} />}
          </li>
        ))}
      </ol>
    </div>
  )
}

const looks = { same: '', removed: 'bg-danger/10 text-danger', added: 'bg-ok/10 text-ok' } as const
const signs = { same: ' ', removed: '−', added: '+' } as const

function Difference({ before, after, label }: { before: string; after: string; label: string }) {
  return (
    <pre aria-label={label} className="basis-full overflow-x-auto rounded-control bg-raised p-3 font-mono text-xs whitespace-pre-wrap">
      {lineDifference(before, after).map(({ kind, text }, line) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have nothing else of their own
        <span key={line} className={`block ${looks[kind]}`}>
          {signs[kind]} {text}
        </span>
      ))}
    </pre>
  )
}

function useRestore(onRestored: (assistant: Assistant) => void) {
  const t = useTranslations('assistants.versions')
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.assistants.prompts.restore.mutationOptions({
      onSuccess: (assistant) => {
        queries.setQueryData(trpc.assistants.get.queryKey({ id: assistant.id }), assistant)
        void queries.invalidateQueries(trpc.assistants.prompts.list.queryFilter({ id: assistant.id }))
        onRestored(assistant)
        toast(t('restored', { version: assistant.promptVersion }))
      },
    }),
  )
}
