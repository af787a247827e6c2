import { useMutation } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import type { Message } from '@/components/chat/turnStream'
import { letGo, useRefresh } from '@/components/chat/useTurn'
import { useExchange } from '@/components/exchange/ExchangeContext'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { IconButton } from '@/components/ui/IconButton'
import { toast } from '@/components/ui/toast'

/** `‹ 2/3 ›`: goes through the versions of a question or an answer, each with what followed it. */
export function VersionSwitch({ message: { id, conversationId, versions } }: { message: Message }) {
  const t = useTranslations('turns.versions')
  const translated = useServerSentence()
  const refresh = useRefresh()
  const exchange = useExchange()
  const show = useMutation(useTRPC().conversations.showVersion.mutationOptions({ onSuccess: () => letGo(conversationId), onSettled: () => refresh(conversationId), onError: (error) => toast(translated(error.message)) }))
  const place = versions.indexOf(id)
  if (versions.length < 2 || place === -1 || exchange === null) return null
  const step = (by: -1 | 1) => {
    const target = versions[place + by]
    return { disabled: target === undefined || show.isPending || exchange.isAnswering, onClick: () => target !== undefined && show.mutate({ id: target }) }
  }
  return (
    <span role="group" aria-label={t('label')} className="flex items-center text-ui text-ink-muted tabular-nums">
      <IconButton label={t('previous')} {...step(-1)}>
        <ChevronLeft />
      </IconButton>
      <span aria-live="polite">{t('place', { place: place + 1, count: versions.length })}</span>
      <IconButton label={t('next')} {...step(1)}>
        <ChevronRight />
      </IconButton>
    </span>
  )
}
