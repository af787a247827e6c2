import type { Metadata } from 'next'
import { AccountInvitations } from '@/components/admin/AccountInvitations'
import { translator } from '@/components/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('account'))('invitations.title') }
}

export default async function InvitationsPage() {
  const t = await translator('account')
  return (
    <>
      <h1>{t('invitations.title')}</h1>
      <p className="pb-5 text-ink-muted">{t('invitations.text')}</p>
      <AccountInvitations />
    </>
  )
}
