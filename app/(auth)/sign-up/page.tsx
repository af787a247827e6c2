import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { AuthPage } from '@/components/auth/AuthPage'
import { safePath } from '@/components/auth/safePath'
import { SignUpForm } from '@/components/auth/SignUpForm'
import { translator } from '@/components/i18n/request'
import { firstOf, type SearchParams } from '@/components/shell/searchParams'
import { visitorFrom } from '@/server/auth/actorFrom'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('shell'))('auth.signUp') }
}

export default async function SignUpPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const path = safePath(firstOf((await searchParams).callbackUrl))
  if ((await visitorFrom(await headers())) !== null) redirect(path)
  const t = await translator('shell')
  const other = path === '/' ? '/sign-in' : `/sign-in?callbackUrl=${encodeURIComponent(path)}`
  return (
    <AuthPage title={t('auth.signUp')} question={t('auth.haveAccount')} answer={t('auth.toSignIn')} href={other}>
      <SignUpForm path={path} />
    </AuthPage>
  )
}
