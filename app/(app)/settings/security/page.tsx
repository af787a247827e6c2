import type { Metadata } from 'next'
import { visitorAt } from '@/app/(app)/settings/visitorAt'
import { PasswordForm } from '@/components/account/PasswordForm'
import { SecondFactor } from '@/components/account/SecondFactor'
import { SessionList } from '@/components/account/SessionList'
import { translator } from '@/components/i18n/request'
import { SettingsSection } from '@/components/settings/SettingsSection'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('account'))('security.title') }
}

export default async function SecurityPage() {
  await visitorAt('/settings/security')
  const t = await translator('account')
  return (
    <>
      <h1 className="pb-5">{t('security.title')}</h1>
      <SettingsSection title={t('security.password.title')} text={t('security.password.text')}>
        <PasswordForm />
      </SettingsSection>
      <SettingsSection title={t('security.factor.title')} text={t('security.factor.text')}>
        <SecondFactor />
      </SettingsSection>
      <SettingsSection title={t('security.sessions.title')} text={t('security.sessions.text')}>
        <SessionList />
      </SettingsSection>
    </>
  )
}
