'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useFormatter, useNow, useTranslations } from 'use-intl/react'
import { deviceOf } from '@/components/account/deviceOf'
import { useTRPC } from '@/components/api/trpc'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { toast } from '@/components/ui/toast'

/** Where one is signed in, the last used first. */
export function SessionList() {
  const t = useTranslations('account.security.sessions')
  const format = useFormatter()
  const now = useNow({ updateInterval: 60_000 })
  const trpc = useTRPC()
  const queries = useQueryClient()
  const sessions = useQuery(trpc.auth.sessions.list.queryOptions())
  const onSettled = () => queries.invalidateQueries(trpc.auth.sessions.pathFilter())
  const end = useMutation(trpc.auth.sessions.end.mutationOptions({ onSettled, onSuccess: () => toast(t('ended')) }))
  const endOthers = useMutation(trpc.auth.sessions.endOthers.mutationOptions({ onSettled, onSuccess: () => toast(t('othersEnded')) }))
  const error = sessions.error ?? end.error ?? endOthers.error
  if (error !== null) return <ErrorState message={error.message} onRetry={() => void sessions.refetch()} />
  if (sessions.data === undefined) return null

  const nameOf = (userAgent: string | null): string => {
    const device = deviceOf(userAgent)
    if (device.kind === 'browser') return t('device', device)
    return device.kind === 'program' ? device.name : t('unknown')
  }
  return (
    <div className="flex flex-col items-start gap-3">
      <ul className="w-full divide-y divide-line border-y border-line">
        {sessions.data.map(({ id, kind, userAgent, address, lastSeenAt, isCurrent }) => (
          <li key={id} className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <div className="min-w-40 flex-1">
              <p className="wrap-anywhere">{nameOf(userAgent)}</p>
              <p className="text-xs wrap-anywhere text-ink-muted">
                {[kind === 'token' ? t('program') : null, address, t('seen', { when: format.relativeTime(new Date(lastSeenAt), now) })].filter((part) => part !== null).join(' · ')}
              </p>
            </div>
            {isCurrent ? (
              <span className="text-ok">{t('current')}</span>
            ) : (
              <Button size="sm" disabled={end.isPending} onClick={() => end.mutate({ id })}>
                {t('end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.data.length > 1 && (
        <Button disabled={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {t('endOthers')}
        </Button>
      )}
    </div>
  )
}
