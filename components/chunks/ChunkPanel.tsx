'use client'

import { Plus, Search } from 'lucide-react'
import { useCallback, useDeferredValue, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ChunkDialog } from '@/components/chunks/ChunkDialog'
import type { ChunkAction, ListedChunk } from '@/components/chunks/ChunkItem'
import { ChunkList } from '@/components/chunks/ChunkList'
import { FoundChunks } from '@/components/chunks/FoundChunks'
import { useChunkActions } from '@/components/chunks/useChunkActions'
import { Checkbox } from '@/components/ui/Checkbox'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { IconButton } from '@/components/ui/IconButton'
import { Input } from '@/components/ui/Input'

type Open = { readonly kind: 'add' } | { readonly kind: 'edit' | 'delete'; readonly chunk: ListedChunk }

/** The passages of a document: found, changed, added, switched off and deleted. */
export function ChunkPanel({
  documentId,
  mayWrite,
  version,
  chosenIndex,
  onChoose,
}: {
  documentId: string
  mayWrite: boolean
  version: number
  chosenIndex: number | null
  onChoose: (chunk: ListedChunk) => void
}) {
  const t = useTranslations('knowledge.chunks')
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search.trim())
  const [isOffOnly, setIsOffOnly] = useState(false)
  const [open, setOpen] = useState<Open | null>(null)
  const close = useCallback(() => setOpen(null), [])
  const { edit, remove, error, isPending } = useChunkActions(close)
  const { mutate: change } = edit
  const act = useCallback(
    (action: ChunkAction, chunk: ListedChunk) => {
      if (action === 'edit' || action === 'delete') setOpen({ kind: action, chunk })
      else change({ id: chunk.id, isEnabled: action === 'enable' })
    },
    [change],
  )
  const list = { documentId, chosenIndex, onChoose, onAction: mayWrite ? act : undefined }
  return (
    <>
      <div className="flex items-center gap-2 pb-2">
        <div className="relative min-w-0 flex-1">
          <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 stroke-[1.75] text-ink-muted" />
          <Input type="search" value={search} maxLength={200} aria-label={t('search')} placeholder={t('search')} className="pl-8!" onChange={(event) => setSearch(event.target.value)} />
        </div>
        {mayWrite && (
          <IconButton label={t('add')} onClick={() => setOpen({ kind: 'add' })}>
            <Plus />
          </IconButton>
        )}
      </div>
      <Checkbox label={t('offOnly')} checked={isOffOnly} onChange={(event) => setIsOffOnly(event.target.checked)} className="pb-2 text-ink-muted" />
      {error !== null && open === null && <ErrorState message={error.message} />}
      {wanted === '' && !isOffOnly ? <ChunkList {...list} version={version} /> : <FoundChunks {...list} search={wanted} isEnabled={isOffOnly ? false : undefined} />}
      {open?.kind === 'add' && <ChunkDialog documentId={documentId} chunk={null} onClose={close} />}
      {open?.kind === 'edit' && <ChunkDialog documentId={documentId} chunk={open.chunk} onClose={close} />}
      {open?.kind === 'delete' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={t('deleteTitle', { index: open.chunk.index + 1 })}
          description={t('deleteText')}
          confirmLabel={t('deleteConfirm')}
          isPending={isPending}
          onConfirm={() => remove.mutate({ documentId, ids: [open.chunk.id] })}
        />
      )}
    </>
  )
}
