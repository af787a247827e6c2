import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { translator } from '@/components/i18n/request'
import { TeamPage } from '@/components/teams/TeamPage'
import { visitorFrom } from '@/server/auth/actorFrom'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('teams'))('title') }
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await visitorFrom(await headers())
  if (actor === null) redirect(`/sign-in?callbackUrl=/settings/team/${encodeURIComponent(id)}`)
  return <TeamPage id={id} userId={actor.userId} />
}
