import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Folder, FolderX } from 'lucide-react'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import type { ConversationItem } from '@/components/conversations/useConversations'
import { usePlace } from '@/components/conversations/usePlace'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { Input } from '@/components/ui/Input'
import { menuItemClass } from '@/components/ui/Menu'
import { toast } from '@/components/ui/toast'

/** Moves conversations into a folder, which may be a new one, or out of it. One that is pinned is so no longer: it is listed in one place. */
export function MoveConversations({ conversations, onClose }: { conversations: readonly ConversationItem[]; onClose: (isDone: boolean) => void }) {
  const t = useTranslations('organise.move')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const folders = useQuery(trpc.folders.list.queryOptions())
  const place = usePlace()
  const create = useMutation(trpc.folders.create.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.folders.list.queryFilter()) }))
  const [name, setName] = useState('')
  const ids = conversations.map(({ id }) => id)
  const here = conversations.every(({ folderId }) => folderId === conversations[0]?.folderId) ? conversations[0]?.folderId : undefined

  const move = (folderId: string | null): void => {
    place.mutate(
      { ids, folderId, isPinned: false },
      {
        onSuccess: () => {
          toast(t('moved', { count: ids.length }))
          onClose(true)
        },
      },
    )
  }
  const createAndMove = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (name.trim() !== '') create.mutate({ name }, { onSuccess: ({ id }) => move(id) })
  }
  return (
    <Dialog open onOpenChange={() => onClose(false)} title={t('title')} description={t('text', { count: ids.length, title: conversations[0]?.title ?? '' })}>
      <ul className="-mx-2 max-h-64 overflow-y-auto">
        {[{ id: null, name: t('none') }, ...(folders.data ?? [])].map((folder) => (
          <li key={folder.id}>
            <button type="button" disabled={place.isPending || here === folder.id} className={menuItemClass} onClick={() => move(folder.id)}>
              {folder.id === null ? <FolderX aria-hidden /> : <Folder aria-hidden />}
              <span className="min-w-0 flex-1 truncate">{folder.name}</span>
              {here === folder.id && <span className="text-xs text-ink-muted">{t('here')}</span>}
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={createAndMove} className="mt-3 flex items-center gap-2 border-t border-line pt-4">
        <Input value={name} maxLength={80} aria-label={t('new')} placeholder={t('new')} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        <Button type="submit" disabled={name.trim() === '' || create.isPending || place.isPending}>
          {t('create')}
        </Button>
      </form>
      {create.error !== null && (
        <div className="mt-3">
          <ErrorState message={translated(create.error.message)} />
        </div>
      )}
    </Dialog>
  )
}
