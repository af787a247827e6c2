import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { AuthPage } from '@/components/auth/AuthPage'
import { OpenIdButton } from '@/components/auth/OpenIdButton'
import { safePath } from '@/components/auth/safePath'
import { SignInForm } from '@/components/auth/SignInForm'
import { translator } from '@/components/i18n/request'
import { firstOf, type SearchParams } from '@/components/shell/searchParams'
import { visitorFrom } from '@/server/auth/actorFrom'
import { config } from '@/server/config'

/** Why the OpenID provider's word was not enough; anything else in the address is not repeated. */
const refusals = ['disabled', 'registration', 'taken'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('shell'))('auth.signIn') }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { callbackUrl, deleted, error } = await searchParams
  const path = safePath(firstOf(callbackUrl))
  if ((await visitorFrom(await headers())) !== null) redirect(path)
  const [t, account] = [await translator('shell'), await translator('account')]
  const why = firstOf(error)
  const other = path === '/' ? '/sign-up' : `/sign-up?callbackUrl=${encodeURIComponent(path)}`
  return (
    <AuthPage title={t('auth.signIn')} question={t('auth.noAccount')} answer={t('auth.toSignUp')} href={other}>
      {deleted !== undefined && <p role="status">{account('data.delete.done')}</p>}
      {why !== undefined && (
        <p role="alert" className="border-l-2 border-danger py-0.5 pl-3">
          {account(`signIn.refused.${refusals.find((refusal) => refusal === why) ?? 'other'}`)}
        </p>
      )}
      <SignInForm path={path} />
      {config.openId !== undefined && <OpenIdButton label={account('signIn.with', { provider: config.openId.name })} path={path} />}
    </AuthPage>
  )
}
