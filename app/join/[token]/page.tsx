import type { Metadata } from 'next'
import { headers } from 'next/headers'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { translator } from '@/components/i18n/request'
import { Wordmark } from '@/components/shell/Wordmark'
import { JoinPage } from '@/components/teams/JoinPage'
import { visitorFrom } from '@/server/auth/actorFrom'

export async function generateMetadata(): Promise<Metadata> {
  // The address is a secret that no other site is to be told.
  return { title: (await translator('teams'))('join.title'), robots: { index: false, follow: false }, referrer: 'no-referrer' }
}

/** Outside of the frame of the other pages, so that who has to sign in first comes back to it. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  if ((await visitorFrom(await headers())) === null) redirect(`/sign-in?callbackUrl=${encodeURIComponent(`/join/${token}`)}`)
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-184 flex-col px-4">
      <header className="border-b border-line py-3">
        <Link href="/" aria-label="Parley" className="rounded-control">
          <Wordmark />
        </Link>
      </header>
      <main>
        <JoinPage token={token} />
      </main>
    </div>
  )
}
