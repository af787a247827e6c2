import { Folder as FolderIcon, FolderOpen, MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Rows } from '@/components/conversations/ConversationGroup'
import { useDropOf } from '@/components/conversations/dragged'
import { MoreRows } from '@/components/conversations/MoreRows'
import { useListActions } from '@/components/conversations/tasks'
import { useConversations } from '@/components/conversations/useConversations'
import { usePlace } from '@/components/conversations/usePlace'
import { IconButton } from '@/components/ui/IconButton'
import { Menu } from '@/components/ui/Menu'
import type { Folder } from '@/server/folders/schema'

interface FolderProps {
  folder: Folder
  isOpen: boolean
  onToggle: () => void
  activeId: string | undefined
}

/** A folder, which opens to its conversations and takes those that are dropped on it. */
export function FolderGroup({ folder, isOpen, onToggle, activeId }: FolderProps) {
  const t = useTranslations('organise.list')
  const place = usePlace()
  const drop = useDropOf((ids) => place.mutate({ ids, folderId: folder.id, isPinned: false }))
  const Icon = isOpen ? FolderOpen : FolderIcon
  return (
    <li {...drop.handlers} className={`rounded-control ${drop.isOver ? 'bg-accent/10 outline-1 outline-accent' : ''}`}>
      <div className="group flex items-center rounded-control transition-colors focus-within:bg-ink/5 hover:bg-ink/5">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={t('openFolder', { name: folder.name, count: folder.conversationCount })}
          onClick={onToggle}
          className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control px-2 text-left pointer-coarse:h-11"
        >
          <Icon aria-hidden className="size-4 shrink-0 stroke-[1.75] text-ink-muted" />
          <span className="truncate">{folder.name}</span>
          <span className="text-xs text-ink-muted tabular-nums">{folder.conversationCount}</span>
        </button>
        <FolderMenu folder={folder} />
      </div>
      {isOpen && <FolderRows folderId={folder.id} activeId={activeId} />}
    </li>
  )
}

function FolderMenu({ folder }: { folder: Folder }) {
  const t = useTranslations('organise')
  const { open } = useListActions()
  return (
    <Menu
      trigger={
        <IconButton
          label={t('list.folderActions', { name: folder.name })}
          className="size-7! group-focus-within:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 pointer-coarse:size-10! pointer-fine:opacity-0"
        >
          <MoreHorizontal />
        </IconButton>
      }
      items={[
        { label: t('folder.rename'), icon: <Pencil />, onSelect: () => open({ kind: 'renameFolder', folder }) },
        { label: t('folder.delete'), icon: <Trash2 />, onSelect: () => open({ kind: 'deleteFolder', folder }), isDanger: true },
      ]}
    />
  )
}

function FolderRows({ folderId, activeId }: { folderId: string; activeId: string | undefined }) {
  const t = useTranslations('organise.list')
  const list = useConversations({ view: 'recent', folderId })
  return (
    <div className="pl-4">
      {list.isSuccess && list.items.length === 0 && <p className="px-2 py-1 text-xs text-ink-muted">{t('folderEmpty')}</p>}
      <Rows items={list.items} activeId={activeId} />
      <MoreRows list={list} />
    </div>
  )
}
