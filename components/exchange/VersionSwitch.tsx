import { useMutation } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, GitBranch } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import type { Message } from '@/components/chat/turnStream'
import { letGo, useRefresh } from '@/components/chat/useTurn'
import { useExchange } from '@/components/exchange/ExchangeContext'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { openBranches } from '@/components/reading/openers'
import { IconButton } from '@/components/ui/IconButton'
import { toast } from '@/components/ui/toast'

/** With fewer branches one goes through them by the arrows. */
const worthAMap = 5

/** `‹ 2/3 ›`: goes through the versions of a question or an answer, each with what followed it. */
export function VersionSwitch({ message: { id, conversationId, versions } }: { message: Message }) {
  const t = useTranslations('turns.versions')
  const tr = useTranslations('reading.branches')
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
      {exchange.branchCount > worthAMap && (
        <IconButton label={tr('open', { count: exchange.branchCount })} onClick={openBranches}>
          <GitBranch />
        </IconButton>
      )}
    </span>
  )
}
