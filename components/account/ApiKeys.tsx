'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useNow, useTranslations } from 'use-intl/react'
import { NewKeyDialog } from '@/components/account/NewKeyDialog'
import { useTRPC } from '@/components/api/trpc'
import { Button } from '@/components/ui/Button'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { IconButton } from '@/components/ui/IconButton'
import { toast } from '@/components/ui/toast'
import type { RouterOutputs } from '@/server/router'

type Key = RouterOutputs['auth']['keys']['list'][number]

/** One's API keys, the newest first; made and revoked here. */
export function ApiKeys({ role }: { role: 'user' | 'admin' }) {
  const t = useTranslations('account.keys')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const keys = useQuery(trpc.auth.keys.list.queryOptions())
  const [isMaking, setIsMaking] = useState(false)
  const [revoked, setRevoked] = useState<Key>()
  const revoke = useMutation(
    trpc.auth.keys.revoke.mutationOptions({
      onSuccess: () => toast(t('revoked')),
      onSettled: () => {
        setRevoked(undefined)
        void queries.invalidateQueries(trpc.auth.keys.pathFilter())
      },
    }),
  )
  if (keys.error) return <ErrorState message={keys.error.message} onRetry={() => void keys.refetch()} />
  if (keys.data === undefined) return null
  return (
    <div className="flex flex-col items-start gap-3">
      {revoke.error && <ErrorState message={revoke.error.message} />}
      {keys.data.length === 0 ? (
        <p className="text-ink-muted">{t('none')}</p>
      ) : (
        <ul aria-label={t('list')} className="w-full divide-y divide-line border-y border-line">
          {keys.data.map((key) => (
            <Row key={key.id} apiKey={key} onRevoke={() => setRevoked(key)} />
          ))}
        </ul>
      )}
      <Button onClick={() => setIsMaking(true)}>
        <Plus aria-hidden className="size-4 stroke-[1.75]" />
        {t('create')}
      </Button>
      {isMaking && <NewKeyDialog role={role} onClose={() => setIsMaking(false)} />}
      <ConfirmDialog
        open={revoked !== undefined}
        onOpenChange={() => setRevoked(undefined)}
        title={t('revokeTitle', { name: revoked?.name ?? '' })}
        description={t('revokeText')}
        confirmLabel={t('revokeConfirm')}
        isPending={revoke.isPending}
        onConfirm={() => revoked !== undefined && revoke.mutate({ id: revoked.id })}
      />
    </div>
  )
}

function Row({ apiKey: { name, prefix, scopes, lastUsedAt, expiresAt }, onRevoke }: { apiKey: Key; onRevoke: () => void }) {
  const t = useTranslations('account.keys')
  const format = useFormatter()
  const now = useNow()
  const day = (date: string): string => format.dateTime(new Date(date), { dateStyle: 'medium' })
  const expiry = expiresAt === null ? t('forever') : t(new Date(expiresAt) > now ? 'until' : 'expired', { when: day(expiresAt) })
  return (
    <li className="flex items-center gap-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium wrap-anywhere">{name}</span>
          <code className="text-ink-muted">{prefix}…</code>
        </p>
        <p className="text-xs text-ink-muted">{[scopes.join(', '), lastUsedAt === null ? t('unused') : t('used', { when: day(lastUsedAt) }), expiry].join(' · ')}</p>
      </div>
      <IconButton label={t('revoke', { name })} onClick={onRevoke}>
        <Trash2 />
      </IconButton>
    </li>
  )
}
