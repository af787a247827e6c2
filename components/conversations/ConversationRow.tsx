import { Archive, ArchiveRestore, Download, FolderInput, Info, ListChecks, LoaderCircle, MoreHorizontal, Pencil, Pin, PinOff, Share2, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { useIsRunning } from '@/components/chat/useTurn'
import { drag } from '@/components/conversations/dragged'
import { useListActions } from '@/components/conversations/tasks'
import type { ConversationItem } from '@/components/conversations/useConversations'
import { usePlace } from '@/components/conversations/usePlace'
import { Checkbox } from '@/components/ui/Checkbox'
import { IconButton } from '@/components/ui/IconButton'
import { Menu, type MenuItem } from '@/components/ui/Menu'

interface RowProps {
  conversation: ConversationItem
  isActive: boolean
  isArchived?: boolean
}

/** One conversation: opens it, says when its answer is being written, and has its verbs in a menu. While some are chosen it is a checkbox. */
export const ConversationRow = memo(function ConversationRow({ conversation, isActive, isArchived = false }: RowProps) {
  const t = useTranslations('chat.conversations')
  const { chosen, choose } = useListActions()
  const isRunning = useIsRunning(conversation.id) || conversation.isAnswering
  const title = conversation.title === '' ? t('untitled') : conversation.title
  const isChosen = chosen?.has(conversation.id) ?? false
  return (
    <li
      data-conversation={conversation.id}
      draggable
      onDragStart={(event) => drag(event, isChosen && chosen !== null ? [...chosen.keys()] : [conversation.id])}
      className={`group flex items-center rounded-control transition-colors focus-within:bg-ink/5 hover:bg-ink/5 ${isActive || isChosen ? 'bg-ink/6' : ''}`}
    >
      {chosen === null ? (
        <>
          <Link
            href={`/c/${conversation.id}`}
            prefetch={false}
            draggable={false}
            aria-current={isActive ? 'page' : undefined}
            title={title}
            className={`flex h-8 min-w-0 flex-1 items-center gap-1.5 rounded-control pl-2 pointer-coarse:h-11 ${isActive ? 'font-medium' : ''}`}
          >
            <span dir="auto" className="truncate">
              {title}
            </span>
            {isRunning && <LoaderCircle role="img" aria-label={t('running')} className="size-3.5 shrink-0 animate-spin stroke-[1.75] text-accent" />}
          </Link>
          <RowMenu conversation={conversation} title={title} isActive={isActive} isArchived={isArchived} />
        </>
      ) : (
        <Choice title={title} isChosen={isChosen} onChoose={(isRange) => choose(conversation, isRange)} />
      )}
    </li>
  )
})

function Choice({ title, isChosen, onChoose }: { title: string; isChosen: boolean; onChoose: (isRange: boolean) => void }) {
  return (
    <Checkbox
      label={title}
      checked={isChosen}
      className="h-8 min-w-0 flex-1 px-2 select-none pointer-coarse:h-11 [&>span]:truncate"
      // A change does not say whether Shift was held; the click that causes it does, and so does the one that the space bar makes.
      onClick={(event) => onChoose(event.shiftKey)}
      onChange={() => undefined}
    />
  )
}

function RowMenu({ conversation, title, isActive, isArchived }: Required<RowProps> & { title: string }) {
  const t = useTranslations('chat.conversations')
  const words = useTranslations('organise.menu')
  const details = useTranslations('sources.details')
  const { open, choose } = useListActions()
  const place = usePlace()
  const put = (to: { isPinned?: boolean; isArchived?: boolean }) => () => place.mutate({ ids: [conversation.id], ...to })
  const items: MenuItem[] = [
    ...(isArchived
      ? [{ label: words('restore'), icon: <ArchiveRestore />, onSelect: put({ isArchived: false }) }]
      : [
          { label: words(conversation.isPinned ? 'unpin' : 'pin'), icon: conversation.isPinned ? <PinOff /> : <Pin />, onSelect: put({ isPinned: !conversation.isPinned }) },
          { label: words('move'), icon: <FolderInput />, onSelect: () => open({ kind: 'move', conversations: [conversation] }) },
        ]),
    { label: t('rename'), icon: <Pencil />, onSelect: () => open({ kind: 'rename', conversation }) },
    { label: details('open'), icon: <Info />, onSelect: () => open({ kind: 'details', conversation }) },
    { label: words('share'), icon: <Share2 />, onSelect: () => open({ kind: 'share', conversation }) },
    { label: words('export'), icon: <Download />, onSelect: () => open({ kind: 'export', conversation }) },
    ...(isArchived ? [] : [{ label: words('archive'), icon: <Archive />, onSelect: put({ isArchived: true }) }]),
    { label: words('select'), icon: <ListChecks />, onSelect: () => choose(conversation) },
    { label: t('delete'), icon: <Trash2 />, onSelect: () => open({ kind: 'delete', conversations: [conversation] }), isDanger: true },
  ]
  return (
    <Menu
      trigger={
        <IconButton
          label={t('actions', { title })}
          className={`size-7! pointer-coarse:size-10! ${isActive ? '' : 'pointer-fine:opacity-0'} group-focus-within:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100`}
        >
          <MoreHorizontal />
        </IconButton>
      }
      items={items}
    />
  )
}
