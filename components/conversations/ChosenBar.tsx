import { useTranslations } from 'use-intl'
import { useListActions } from '@/components/conversations/tasks'
import type { ConversationItem } from '@/components/conversations/useConversations'
import { usePlace } from '@/components/conversations/usePlace'
import { Button } from '@/components/ui/Button'
import { toast } from '@/components/ui/toast'
import { maxConversationsAtOnce } from '@/server/conversations/facts'

/** What can be done with the conversations that are chosen. Escape ends the choosing. */
export function ChosenBar({ chosen, isArchive = false, onEnd }: { chosen: ReadonlyMap<string, ConversationItem>; isArchive?: boolean; onEnd: () => void }) {
  const t = useTranslations('organise.chosen')
  const { open } = useListActions()
  const place = usePlace()
  const conversations = [...chosen.values()]
  const count = chosen.size
  const archive = (isArchived: boolean): void => {
    place.mutate({ ids: [...chosen.keys()], isArchived }, { onSuccess: () => toast(t(isArchived ? 'archived' : 'restored', { count })) })
    onEnd()
  }
  return (
    <div role="region" aria-label={t('label')} className="sticky bottom-0 z-10 -mx-2 -mb-2 flex flex-wrap items-center gap-1.5 border-t border-line bg-raised px-2 py-2">
      <p aria-live="polite" className="w-full px-1 tabular-nums">
        {t('count', { count })}
        {count >= maxConversationsAtOnce && <span className="text-warn"> {t('most', { count: maxConversationsAtOnce })}</span>}
      </p>
      <Button size="sm" disabled={count === 0} onClick={() => archive(!isArchive)}>
        {t(isArchive ? 'restore' : 'archive')}
      </Button>
      {!isArchive && (
        <Button size="sm" disabled={count === 0} onClick={() => open({ kind: 'move', conversations })}>
          {t('move')}
        </Button>
      )}
      <Button size="sm" variant="danger" disabled={count === 0} onClick={() => open({ kind: 'delete', conversations })}>
        {t('delete')}
      </Button>
      <Button size="sm" variant="ghost" onClick={onEnd}>
        {t('clear')}
      </Button>
    </div>
  )
}
