import type { Metadata } from 'next'
import { visitorAt } from '@/app/(app)/settings/visitorAt'
import { translator } from '@/components/i18n/request'
import { TeamList } from '@/components/teams/TeamList'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('teams'))('title') }
}

export default async function TeamsPage() {
  await visitorAt('/settings/team')
  const t = await translator('teams')
  return (
    <>
      <h1>{t('title')}</h1>
      <p className="pb-5 text-ink-muted">{t('text')}</p>
      <TeamList />
    </>
  )
}
