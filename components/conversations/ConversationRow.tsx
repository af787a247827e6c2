import { LoaderCircle, MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useIsRunning } from '@/components/chat/useTurn'
import { DeleteConversation } from '@/components/conversations/DeleteConversation'
import { RenameConversation } from '@/components/conversations/RenameConversation'
import { IconButton } from '@/components/ui/IconButton'
import { Menu } from '@/components/ui/Menu'
import type { RouterOutputs } from '@/server/router'

export type ConversationItem = RouterOutputs['conversations']['list']['items'][number]

/** One conversation: opens it, says when its answer is being written, and has its verbs in a menu. */
export function ConversationRow({ conversation, isActive }: { conversation: ConversationItem; isActive: boolean }) {
  const t = useTranslations('chat.conversations')
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null)
  const isRunning = useIsRunning(conversation.id)
  const title = conversation.title === '' ? t('untitled') : conversation.title
  const onOpenChange = (isOpen: boolean): void => (isOpen ? undefined : setDialog(null))

  return (
    <li
      className={`group flex items-center rounded-control transition-colors focus-within:bg-ink/5 hover:bg-ink/5 ${isActive ? 'bg-ink/6' : ''}`}
    >
      <Link
        href={`/c/${conversation.id}`}
        prefetch={false}
        aria-current={isActive ? 'page' : undefined}
        title={title}
        className={`flex h-8 min-w-0 flex-1 items-center gap-1.5 rounded-control pl-2 pointer-coarse:h-11 ${isActive ? 'font-medium' : ''}`}
      >
        <span className="truncate">{title}</span>
        {isRunning && <LoaderCircle role="img" aria-label={t('running')} className="size-3.5 shrink-0 animate-spin stroke-[1.75] text-accent" />}
      </Link>
      <Menu
        trigger={
          <IconButton
            label={t('actions', { title })}
            className={`size-7! pointer-coarse:size-10! ${isActive ? '' : 'pointer-fine:opacity-0'} group-focus-within:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100`}
          >
            <MoreHorizontal />
          </IconButton>
        }
        items={[
          { label: t('rename'), icon: <Pencil />, onSelect: () => setDialog('rename') },
          { label: t('delete'), icon: <Trash2 />, onSelect: () => setDialog('delete'), isDanger: true },
        ]}
      />
      {dialog === 'rename' && <RenameConversation conversation={conversation} onOpenChange={onOpenChange} />}
      {dialog === 'delete' && <DeleteConversation conversation={conversation} isActive={isActive} onOpenChange={onOpenChange} />}
    </li>
  )
}
