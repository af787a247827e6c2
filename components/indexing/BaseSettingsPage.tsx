'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { BaseAccess } from '@/components/indexing/BaseAccess'
import { BaseFacts } from '@/components/indexing/BaseFacts'
import { BuildForm } from '@/components/indexing/BuildForm'
import { GateSetting } from '@/components/indexing/GateSetting'
import { IndexList } from '@/components/indexing/IndexList'
import { useIndexes } from '@/components/indexing/useIndexes'
import { RowsSkeleton } from '@/components/knowledge/RowsSkeleton'
import { SettingsSection } from '@/components/settings/SettingsSection'
import { ShareBase } from '@/components/teams/ShareBase'
import { BackLink } from '@/components/ui/BackLink'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'

/** What a base is called, how its documents are cut and searched, and the indexes that were made of them. */
export function BaseSettingsPage({ id }: { id: string }) {
  const t = useTranslations('indexing')
  const teams = useTranslations('teams')
  const trpc = useTRPC()
  const base = useQuery(trpc.knowledge.get.queryOptions({ id }))
  const models = useQuery(trpc.models.overview.queryOptions())
  const { indexes, active, building } = useIndexes(id)
  const error = base.error ?? indexes.error ?? models.error
  const isMissing = error?.data?.httpStatus === 404 || error?.data?.httpStatus === 400
  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-6 sm:px-8">
      <BackLink href={isMissing ? '/knowledge' : `/knowledge/${id}`}>{base.data?.name ?? t('back')}</BackLink>
      {isMissing && <EmptyState title={t('missing')} />}
      {error && !isMissing && <ErrorState message={error.message} onRetry={() => void Promise.all([base.refetch(), indexes.refetch(), models.refetch()])} />}
      {base.isPending && <RowsSkeleton />}
      {base.data?.sharing.may === 'read' && <EmptyState title={teams('readOnly')} />}
      {base.data && base.data.sharing.may !== 'read' && models.data && active && indexes.data && (
        <>
          <h1 className="mt-1 mb-4">{t('title')}</h1>
          <SettingsSection title={t('facts.title')}>
            <BaseFacts key={base.data.id} base={base.data} />
          </SettingsSection>
          <SettingsSection title={t('cutting.title')} text={t('cutting.text')}>
            <BuildForm baseId={id} active={active} configuredModel={models.data.embedding.model} isBlocked={building !== undefined} />
          </SettingsSection>
          <SettingsSection title={t('list.title')} text={t('list.text')}>
            <IndexList indexes={indexes.data} />
          </SettingsSection>
          <SettingsSection title={t('gate.title')}>
            <GateSetting base={base.data} />
          </SettingsSection>
          <SettingsSection title={t('access.title')} text={t('access.text')}>
            <BaseAccess baseId={id} teamName={base.data.sharing.team?.name ?? null} />
          </SettingsSection>
          {base.data.sharing.may === 'manage' && (
            <SettingsSection title={teams('sharing.title')} text={teams('sharing.text')}>
              <ShareBase base={base.data} />
            </SettingsSection>
          )}
        </>
      )}
    </div>
  )
}
