import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { AuthPage } from '@/components/auth/AuthPage'
import { safePath } from '@/components/auth/safePath'
import { SignUpForm } from '@/components/auth/SignUpForm'
import { translator } from '@/components/i18n/request'
import { firstOf, type SearchParams } from '@/components/shell/searchParams'
import { visitorFrom } from '@/server/auth/actorFrom'
import { registrationMode } from '@/server/auth/registration'

export async function generateMetadata(): Promise<Metadata> {
  // The address may hold a secret that no other site is to be told.
  return { title: (await translator('shell'))('auth.signUp'), referrer: 'no-referrer' }
}

/** `?invitation=` is the secret of a link to an account. Where one is needed, a link to a team is one too. */
export default async function SignUpPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { callbackUrl, invitation } = await searchParams
  const path = safePath(firstOf(callbackUrl))
  if ((await visitorFrom(await headers())) !== null) redirect(path)
  const [t, account, mode] = [await translator('shell'), await translator('account'), await registrationMode()]
  const teamToken = mode === 'invited' ? /^\/join\/([\w-]+)$/.exec(path)?.[1] : undefined
  const token = firstOf(invitation) ?? teamToken
  const other = path === '/' ? '/sign-in' : `/sign-in?callbackUrl=${encodeURIComponent(path)}`
  return (
    <AuthPage title={t('auth.signUp')} question={t('auth.haveAccount')} answer={t('auth.toSignIn')} href={other}>
      {mode !== 'open' && token === undefined ? (
        <p>{account(mode === 'invited' ? 'signUp.needsInvitation' : 'signUp.closed')}</p>
      ) : (
        <>
          {token !== undefined && <p>{account('signUp.invited')}</p>}
          <SignUpForm path={teamToken === undefined ? path : '/settings/team'} invitation={token} />
        </>
      )}
    </AuthPage>
  )
}
