import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { AuthPage } from '@/components/auth/AuthPage'
import { safePath } from '@/components/auth/safePath'
import { SignInForm } from '@/components/auth/SignInForm'
import { translator } from '@/components/i18n/request'
import { firstOf, type SearchParams } from '@/components/shell/searchParams'
import { visitorFrom } from '@/server/auth/actorFrom'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('shell'))('auth.signIn') }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const path = safePath(firstOf((await searchParams).callbackUrl))
  if ((await visitorFrom(await headers())) !== null) redirect(path)
  const t = await translator('shell')
  const other = path === '/' ? '/sign-up' : `/sign-up?callbackUrl=${encodeURIComponent(path)}`
  return (
    <AuthPage title={t('auth.signIn')} question={t('auth.noAccount')} answer={t('auth.toSignUp')} href={other}>
      <SignInForm path={path} />
    </AuthPage>
  )
}
