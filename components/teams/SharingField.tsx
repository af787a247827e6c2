'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { ErrorState } from '@/components/ui/ErrorState'
import { Select } from '@/components/ui/Select'
import { Skeleton } from '@/components/ui/Skeleton'
import type { ShareDraft, Sharing } from '@/server/teams/schema'

/** Chooses the team that uses something as well, and what its members may do; what is chosen holds at once. For who may manage it. */
export function SharingField({ sharing, note, isPending, onShare }: { sharing: Sharing; note?: string; isPending: boolean; onShare: (team: ShareDraft['team']) => void }) {
  const t = useTranslations('teams.sharing')
  const teams = useQuery(useTRPC().teams.list.queryOptions())
  if (teams.error !== null) return <ErrorState message={teams.error.message} onRetry={() => void teams.refetch()} />
  if (teams.data === undefined) return <Skeleton className="h-8 w-full" />
  const { ownerName, team } = sharing
  // Another team is the choice of its owner alone.
  const choices = ownerName === null ? teams.data : teams.data.filter(({ id }) => id === team?.id)
  if (choices.length === 0 && team === null) {
    return (
      <p className="text-ink-muted">
        {t('noTeams')}{' '}
        <Link href="/settings/team" className="underline">
          {t('toTeams')}
        </Link>
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label={t('with')}
          value={team?.id ?? ''}
          isDisabled={isPending}
          onChange={(id) => onShare(id === '' ? null : { id, access: team?.access ?? 'read' })}
          options={[{ value: '', label: t('nobody') }, ...choices.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        {team !== null && (
          <Select
            label={t('members')}
            value={team.access}
            isDisabled={isPending}
            onChange={(access) => onShare({ id: team.id, access })}
            options={[
              { value: 'read', label: t('read'), hint: t('readHint') },
              { value: 'write', label: t('write'), hint: t('writeHint') },
            ]}
          />
        )}
      </div>
      {team !== null && note !== undefined && <p className="text-ink-muted">{note}</p>}
    </div>
  )
}
