'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { NameDialog } from '@/components/ui/NameDialog'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'

/** The teams that one is in, and the way to a new one. */
export function TeamList() {
  const t = useTranslations('teams')
  const teams = useQuery(useTRPC().teams.list.queryOptions())
  const [isCreating, setIsCreating] = useState(false)
  if (teams.error !== null) return <ErrorState message={teams.error.message} onRetry={() => void teams.refetch()} />
  if (teams.data === undefined) return null
  return (
    <div className="flex flex-col items-start gap-3">
      {teams.data.length === 0 ? (
        <p className="text-ink-muted">{t('list.none')}</p>
      ) : (
        <ul aria-label={t('list.label')} className="w-full divide-y divide-line border-y border-line">
          {teams.data.map((team) => (
            <li key={team.id} className="relative flex min-h-11 flex-wrap items-center gap-x-4 py-2 transition-colors hover:bg-raised">
              <Link href={`/settings/team/${team.id}`} className="min-w-40 flex-1 truncate font-medium after:absolute after:inset-0">
                {team.name}
              </Link>
              <span className="text-ink-muted tabular-nums">{t('list.members', { count: team.memberCount })}</span>
              <span className="text-ink-muted">{t(`roles.${team.role}`)}</span>
            </li>
          ))}
        </ul>
      )}
      <Button onClick={() => setIsCreating(true)}>
        <Plus aria-hidden className="size-4 stroke-[1.75]" />
        {t('list.create')}
      </Button>
      {isCreating && <CreateTeamDialog onClose={() => setIsCreating(false)} />}
    </div>
  )
}

function CreateTeamDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('teams.edit')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const create = useMutation(
    trpc.teams.create.mutationOptions({
      onSuccess: (team) => {
        void queries.invalidateQueries(trpc.teams.pathFilter())
        router.push(`/settings/team/${team.id}`)
      },
    }),
  )
  return (
    <NameDialog
      maxLength={80}
      title={t('createTitle')}
      submitLabel={t('create')}
      error={create.error?.message}
      isPending={create.isPending || create.isSuccess}
      onSubmit={(name) => create.mutate({ name })}
      onClose={onClose}
    />
  )
}
