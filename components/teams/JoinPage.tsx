'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { useTeamMutation } from '@/components/teams/useTeamMutation'
import { Button, buttonClass } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { toast } from '@/components/ui/toast'

/** What a link to a team offers, and the way in. */
export function JoinPage({ token }: { token: string }) {
  const t = useTranslations('teams')
  const trpc = useTRPC()
  const router = useRouter()
  const { onSettled } = useTeamMutation()
  // A link that was used is not asked again in the moment of joining.
  const offer = useQuery(trpc.teams.offer.queryOptions({ token }, { staleTime: Infinity, retry: false }))
  const join = useMutation(
    trpc.teams.join.mutationOptions({
      onSuccess: ({ id }) => {
        toast(t('join.joined', { team: offer.data?.teamName ?? '' }))
        router.replace(`/settings/team/${id}`)
        void onSettled()
      },
    }),
  )
  const isGone = offer.error?.data?.httpStatus === 404 || offer.error?.data?.httpStatus === 400
  return (
    <div className="mx-auto w-full max-w-xl px-4 py-10 md:px-8">
      <h1 className="mb-4">{t('join.title')}</h1>
      {offer.isPending && <RowsSkeleton />}
      {isGone && <EmptyState title={t('join.gone')} />}
      {offer.error && !isGone && <ErrorState message={offer.error.message} onRetry={() => void offer.refetch()} />}
      {offer.data && (
        <div className="flex flex-col items-start gap-4">
          <p>{t('join.offer', { inviter: offer.data.inviterName, team: offer.data.teamName, role: t(`roles.${offer.data.role}`) })}</p>
          {offer.data.isMember && !join.isSuccess ? (
            <>
              <p className="text-ink-muted">{t('join.isMember')}</p>
              <Link href={`/settings/team/${offer.data.teamId}`} className={buttonClass()}>
                {t('join.open')}
              </Link>
            </>
          ) : (
            <Button variant="primary" disabled={join.isPending || join.isSuccess} onClick={() => join.mutate({ token })}>
              {t('join.join', { team: offer.data.teamName })}
            </Button>
          )}
          {join.error && <ErrorState message={join.error.message} />}
        </div>
      )}
    </div>
  )
}
