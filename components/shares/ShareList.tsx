'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { CopyButton } from '@/components/ui/CopyButton'
import { ErrorState } from '@/components/ui/ErrorState'
import { toast } from '@/components/ui/toast'
import type { RouterOutputs } from '@/server/router'

type Share = RouterOutputs['shares']['list'][number]

const addressOf = (token: string): string => `${location.origin}/share/${token}`

/** The links that work, of one conversation or all, each with its way to stop it. */
export function ShareList({ conversationId, empty }: { conversationId?: string; empty?: string }) {
  const t = useTranslations('organise.share')
  const shares = useQuery(useTRPC().shares.list.queryOptions(conversationId === undefined ? {} : { conversationId }))
  if (shares.error !== null) return <ErrorState message={t('loadFailed')} onRetry={() => void shares.refetch()} />
  if (shares.data === undefined) return null
  if (shares.data.length === 0) return empty === undefined ? null : <p className="text-ink-muted">{empty}</p>
  return (
    <ul aria-label={conversationId === undefined ? t('settings') : t('links')} className="divide-y divide-line">
      {shares.data.map((share) => (
        <ShareRow key={share.id} share={share} hasTitle={conversationId === undefined} />
      ))}
    </ul>
  )
}

function ShareRow({ share, hasTitle }: { share: Share; hasTitle: boolean }) {
  const t = useTranslations('organise.share')
  const format = useFormatter()
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const revoke = useMutation(
    trpc.shares.revoke.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.shares.list.pathFilter())
        toast(t('stopped'))
      },
      onError: (error) => toast(translated(error.message)),
    }),
  )
  return (
    <li className="flex flex-wrap items-center gap-x-1 gap-y-1 py-2">
      <div className="min-w-40 flex-1">
        {hasTitle && <p className="truncate">{share.title}</p>}
        <p className="text-xs text-ink-muted">{t('since', { when: format.dateTime(new Date(share.createdAt), { dateStyle: 'medium', timeStyle: 'short' }) })}</p>
      </div>
      <CopyButton label={t('copy')} text={addressOf(share.token)} />
      <a
        href={`/share/${share.token}`}
        target="_blank"
        rel="noreferrer"
        aria-label={t('open')}
        data-tooltip={t('open')}
        className="inline-flex size-8 items-center justify-center rounded-control text-ink-muted hover:bg-ink/6 hover:text-ink pointer-coarse:size-10"
      >
        <ExternalLink aria-hidden className="size-4 stroke-[1.75]" />
      </a>
      <Button size="sm" disabled={revoke.isPending} onClick={() => revoke.mutate({ id: share.id })}>
        {t('stop')}
      </Button>
    </li>
  )
}
