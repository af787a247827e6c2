import { type RefObject, useCallback, useState } from 'react'
import { between } from '@/components/documentList/useSelection'
import type { ConversationItem } from '@/components/conversations/useConversations'
import { maxConversationsAtOnce } from '@/server/conversations/facts'

/** The conversations that are chosen, null while none are being chosen. What a range holds is read from the rows that are shown, wherever they are listed. */
export function useChosen(shown: RefObject<HTMLElement | null>, find: (id: string) => ConversationItem | undefined) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, ConversationItem> | null>(null)
  const [anchor, setAnchor] = useState<string | null>(null)

  const choose = useCallback(
    (conversation: ConversationItem, isRange = false) => {
      const rows = [...(shown.current?.querySelectorAll<HTMLElement>('[data-conversation]') ?? [])].map(({ dataset }) => ({ id: dataset['conversation'] ?? '' }))
      const range = isRange && anchor !== null ? between(rows, anchor, conversation.id).flatMap(({ id }) => find(id) ?? []) : []
      setAnchor(conversation.id)
      setChosen((before) => {
        const next = new Map(before ?? [])
        if (range.length > 0) for (const one of range) next.set(one.id, one)
        else if (!next.delete(conversation.id)) next.set(conversation.id, conversation)
        return new Map([...next].slice(0, maxConversationsAtOnce))
      })
    },
    [shown, find, anchor],
  )
  const begin = useCallback(() => setChosen(new Map()), [])
  const end = useCallback(() => setChosen(null), [])
  return { chosen, choose, begin, end }
}
