import { useMutation, useQuery } from '@tanstack/react-query'
import { Ban, Ellipsis, ListChecks, Pencil, Undo2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { useRefresh } from '@/components/chat/useTurn'
import type { OpenCitation } from '@/components/citations/openCitation'
import { IconButton } from '@/components/ui/IconButton'
import { Menu } from '@/components/ui/Menu'
import { toast } from '@/components/ui/toast'

const ChunkDialog = lazy(() => import('@/components/chunks/ChunkDialog').then((module) => ({ default: module.ChunkDialog })))
const QuestionDialog = lazy(() => import('@/components/evaluation/QuestionDialog').then((module) => ({ default: module.QuestionDialog })))

/** What can be done about a source: say that it is wrong, edit its passage, keep the question for tests. */
export function SourceActions({ open }: { open: OpenCitation }) {
  const t = useTranslations('sources.act')
  const { citation, question } = open
  const [dialog, setDialog] = useState<'edit' | 'save' | null>(null)
  const trpc = useTRPC()
  const refresh = useRefresh()
  const mark = useMarkSource(open)
  const isThere = citation.kind === 'document' && citation.change !== 'deleted' && citation.chunkId !== null
  const chunk = useQuery({ ...trpc.chunks.get.queryOptions({ id: citation.chunkId ?? '' }), enabled: isThere, retry: false })
  const items = [
    citation.isWrong ? { label: t('undo'), icon: <Undo2 />, onSelect: () => mark(false) } : { label: t('wrong'), icon: <Ban />, onSelect: () => mark(true) },
    ...(chunk.data === undefined ? [] : [{ label: t('edit'), icon: <Pencil />, onSelect: () => setDialog('edit') }]),
    ...(chunk.data === undefined || question === null ? [] : [{ label: t('save'), icon: <ListChecks />, onSelect: () => setDialog('save') }]),
  ]
  const close = (): void => {
    setDialog(null)
    // An edited passage is another than the one that was cited.
    refresh(open.conversationId)
  }
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('label')}>
            <Ellipsis />
          </IconButton>
        }
        items={items}
      />
      <Suspense>
        {dialog === 'edit' && chunk.data !== undefined && <ChunkDialog documentId={chunk.data.documentId} chunk={chunk.data} onClose={close} />}
        {dialog === 'save' && citation.knowledgeBaseId !== null && question !== null && (
          <QuestionDialog baseId={citation.knowledgeBaseId} draft={{ question, expected: chunk.data === undefined ? [] : [chunk.data.id] }} onClose={close} />
        )}
      </Suspense>
    </>
  )
}

/** That a source was marked as wrong, with the way back and the way to make a test of it. */
export function WrongSource({ open }: { open: OpenCitation }) {
  const t = useTranslations('sources.act')
  const mark = useMarkSource(open)
  const [isSaving, setIsSaving] = useState(false)
  const { citation, question } = open
  const linkClass = 'rounded-control text-accent hover:underline pointer-coarse:py-2.5'
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-raised px-4 py-2">
      <p className="min-w-0">{t('marked')}</p>
      <button type="button" className={linkClass} onClick={() => mark(false)}>
        {t('undo')}
      </button>
      {citation.knowledgeBaseId !== null && question !== null && (
        <button type="button" className={linkClass} onClick={() => setIsSaving(true)}>
          {t('expected')}
        </button>
      )}
      <Suspense>{isSaving && citation.knowledgeBaseId !== null && question !== null && <QuestionDialog baseId={citation.knowledgeBaseId} draft={{ question, expected: [] }} onClose={() => setIsSaving(false)} />}</Suspense>
    </div>
  )
}

function useMarkSource({ answerId, conversationId, citation }: OpenCitation): (isWrong: boolean) => void {
  const t = useTranslations('sources.act')
  const trpc = useTRPC()
  const refresh = useRefresh()
  const { mutate } = useMutation(
    trpc.citations.mark.mutationOptions({
      onSuccess: () => refresh(conversationId),
      onError: () => toast(t('failed')),
    }),
  )
  return (isWrong) => mutate({ answerId, ordinal: citation.ordinal, isWrong })
}
