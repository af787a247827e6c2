import type { Metadata } from 'next'
import { translator } from '@/components/i18n/request'
import { TeamList } from '@/components/teams/TeamList'
import { BackLink } from '@/components/ui/BackLink'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('teams'))('title') }
}

export default async function TeamsPage() {
  const [t, shell] = [await translator('teams'), await translator('shell')]
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-6 md:px-8">
      <BackLink href="/settings">{shell('settings.title')}</BackLink>
      <h1 className="mt-1">{t('title')}</h1>
      <p className="pb-5 text-ink-muted">{t('text')}</p>
      <TeamList />
    </div>
  )
}
