import type { Metadata } from 'next'
import { visitorAt } from '@/app/(app)/settings/visitorAt'
import { translator } from '@/components/i18n/request'
import { TeamPage } from '@/components/teams/TeamPage'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('teams'))('title') }
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { userId } = await visitorAt(`/settings/team/${encodeURIComponent(id)}`)
  return <TeamPage id={id} userId={userId} />
}
