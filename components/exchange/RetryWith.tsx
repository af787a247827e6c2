import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { Button } from '@/components/ui/Button'
import { closeMenu, MenuBox, MenuButton } from '@/components/ui/MenuBox'
import { builtinChatModelId } from '@/server/models/facts'

/** Tries a failed answer with another model. */
export function RetryWith({ failedId, onRetry }: { failedId: string | null; onRetry: (modelId: string) => void }) {
  const t = useTranslations('turns.answer')
  const model = useTranslations('chat.model')
  const models = useQuery(useTRPC().models.overview.queryOptions(undefined, { staleTime: 60_000 }))
  const others = models.data?.chat.filter(({ id }) => id !== failedId) ?? []
  if (others.length === 0) return null
  return (
    <MenuBox
      align="start"
      className="max-h-72 min-w-48 overflow-y-auto"
      trigger={
        <Button size="sm">
          {t('retryWith')}
          <ChevronDown aria-hidden className="size-3.5 stroke-[1.75]" />
        </Button>
      }
    >
      {others.map(({ id, name }) => (
        <MenuButton
          key={id}
          onClick={(event) => {
            closeMenu(event.currentTarget)
            onRetry(id)
          }}
        >
          {id === builtinChatModelId ? model('builtin') : name}
        </MenuButton>
      ))}
    </MenuBox>
  )
}
