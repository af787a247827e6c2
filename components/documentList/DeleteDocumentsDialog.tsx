'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import type { Selectable } from '@/components/documentList/useSelection'
import { useFileSize } from '@/components/documents/useFileSize'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { toast } from '@/components/ui/toast'

/** Asks before documents are deleted, and says afterwards what went. */
export function DeleteDocumentsDialog({ documents, onClose, onDeleted }: { documents: readonly Selectable[]; onClose: () => void; onDeleted?: () => void }) {
  const t = useTranslations('knowledge.table')
  const translated = useServerSentence()
  const fileSize = useFileSize()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const sum = (value: (document: Selectable) => number): number => documents.reduce((total, document) => total + value(document), 0)
  const facts = { count: documents.length, passages: sum((document) => document.chunkCount), size: fileSize(sum((document) => document.size)) }
  const remove = useMutation(
    trpc.documents.remove.mutationOptions({
      onSuccess: async () => {
        onDeleted?.()
        await queries.invalidateQueries(trpc.documents.list.pathFilter())
        void queries.invalidateQueries(trpc.knowledge.pathFilter())
        toast(t('deleted', facts))
        onClose()
      },
    }),
  )
  const [only] = documents
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={documents.length === 1 ? t('deleteTitle', { name: only?.name ?? '' }) : t('deleteManyTitle', facts)}
      description={remove.error === null ? t('deleteText') : translated(remove.error.message)}
      confirmLabel={t('deleteConfirm', facts)}
      onConfirm={() => remove.mutate({ ids: documents.map((document) => document.id) })}
      isPending={remove.isPending}
    />
  )
}
