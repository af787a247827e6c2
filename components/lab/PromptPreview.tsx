'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { PassageSkeleton } from '@/components/documents/PassageSkeleton'
import type { LabColumn } from '@/components/lab/address'
import { requestOf } from '@/components/lab/useColumnSearch'
import { ErrorState } from '@/components/ui/ErrorState'
import { Sheet } from '@/components/ui/Sheet'

/** The very words that a model would be sent, and how many tokens each passage takes. */
export function PromptPreview({ baseId, question, column, onClose }: { baseId: string; question: string; column: LabColumn; onClose: () => void }) {
  const t = useTranslations('lab.prompt')
  const trpc = useTRPC()
  const preview = useQuery(trpc.chat.previewPrompt.queryOptions(requestOf(baseId, question, column), { refetchOnWindowFocus: false }))
  const parts = preview.data && [
    { title: t('system'), text: preview.data.system, tokens: preview.data.systemTokens },
    { title: t('passages'), text: preview.data.message, tokens: preview.data.messageTokens },
  ]
  return (
    <Sheet open onOpenChange={onClose} side="right" title={t('title')}>
      <div className="flex flex-col gap-4 p-4">
        {preview.isPending && <PassageSkeleton />}
        {preview.error && <ErrorState message={preview.error.message} onRetry={() => void preview.refetch()} />}
        {preview.data && (
          <>
            <p className="text-ink-muted">{t('text', { tokens: preview.data.systemTokens + preview.data.messageTokens })}</p>
            <ol className="divide-y divide-line border-y border-line">
              {preview.data.passages.map(({ chunkId, documentName, tokens }, at) => (
                <li key={chunkId} className="flex justify-between gap-4 py-1.5">
                  <span className="min-w-0 truncate">{t('passage', { number: at + 1, name: documentName })}</span>
                  <span className="shrink-0 text-ink-muted tabular-nums">{t('tokens', { count: tokens })}</span>
                </li>
              ))}
            </ol>
          </>
        )}
        {parts?.map(({ title, text, tokens }) => (
          <section key={title}>
            <h3 className="flex justify-between gap-4 font-medium">
              {title}
              <span className="font-normal text-ink-muted tabular-nums">{t('tokens', { count: tokens })}</span>
            </h3>
            <pre className="mt-1 rounded-control bg-raised p-3 font-mono text-xs wrap-anywhere whitespace-pre-wrap">{text}</pre>
          </section>
        ))}
      </div>
    </Sheet>
  )
}
