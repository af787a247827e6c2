import type { ReactNode } from 'react'
import { ConversationRow } from '@/components/conversations/ConversationRow'
import type { ConversationItem } from '@/components/conversations/useConversations'

/** Some conversations under a heading. */
export function ConversationGroup({ title, items, activeId }: { title: string; items: readonly ConversationItem[]; activeId: string | undefined }) {
  if (items.length === 0) return null
  return (
    <section aria-label={title}>
      <GroupHeading>{title}</GroupHeading>
      <Rows items={items} activeId={activeId} />
    </section>
  )
}

export function GroupHeading({ children }: { children: ReactNode }) {
  return <h2 className="px-2 pt-1 pb-0.5 text-xs text-ink-muted">{children}</h2>
}

export function Rows({ items, activeId, isArchived = false }: { items: readonly ConversationItem[]; activeId: string | undefined; isArchived?: boolean }) {
  return (
    <ul className="space-y-px">
      {items.map((conversation) => (
        <ConversationRow key={conversation.id} conversation={conversation} isActive={conversation.id === activeId} isArchived={isArchived} />
      ))}
    </ul>
  )
}
