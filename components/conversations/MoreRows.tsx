import { useTranslations } from 'use-intl'
import type { useConversations } from '@/components/conversations/useConversations'
import { useWhenSeen } from '@/components/conversations/useWhenSeen'
import { Button } from '@/components/ui/Button'

/** The end of what is loaded: fetches the next page when it comes into view, or when it is pressed. */
export function MoreRows({ list }: { list: Pick<ReturnType<typeof useConversations>, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'> }) {
  const t = useTranslations('chat.conversations')
  const end = useWhenSeen(() => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
  })
  if (!list.hasNextPage) return null
  return (
    <div ref={end} className="text-center">
      <Button size="sm" variant="ghost" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {t('more')}
      </Button>
    </div>
  )
}
