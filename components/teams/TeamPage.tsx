'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { SettingsSection } from '@/components/settings/SettingsSection'
import { Invitations } from '@/components/teams/Invitations'
import { MemberList } from '@/components/teams/MemberList'
import { SharedList } from '@/components/teams/SharedList'
import { TeamHeader } from '@/components/teams/TeamHeader'
import { BackLink } from '@/components/ui/BackLink'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'

/** A team: who is in it, who is invited, and what is shared with it. `userId` is who looks. */
export function TeamPage({ id, userId }: { id: string; userId: string }) {
  const t = useTranslations('teams')
  const team = useQuery(useTRPC().teams.get.queryOptions({ id }))
  const isMissing = team.error?.data?.httpStatus === 404 || team.error?.data?.httpStatus === 400
  return (
    <div>
      <BackLink href="/settings/team">{t('back')}</BackLink>
      {isMissing && <EmptyState title={t('missing')} />}
      {team.error && !isMissing && <ErrorState message={team.error.message} onRetry={() => void team.refetch()} />}
      {team.isPending && <RowsSkeleton />}
      {team.data && (
        <>
          <TeamHeader team={team.data} />
          <SettingsSection title={t('members.title')} text={t('members.text')}>
            <MemberList team={team.data} userId={userId} />
          </SettingsSection>
          {team.data.role !== 'member' && (
            <SettingsSection title={t('invite.title')} text={t('invite.text')}>
              <Invitations teamId={team.data.id} invitations={team.data.invitations} />
            </SettingsSection>
          )}
          <SettingsSection title={t('shared.title')} text={t('shared.text')}>
            <SharedList shared={team.data.shared} />
          </SettingsSection>
        </>
      )}
    </div>
  )
}
