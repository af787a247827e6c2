import type { Metadata } from 'next'
import { visitorAt } from '@/app/(app)/settings/visitorAt'
import { ProfileForm } from '@/components/account/ProfileForm'
import { translator } from '@/components/i18n/request'
import { LookSettings } from '@/components/settings/LookSettings'
import { SettingsSection } from '@/components/settings/SettingsSection'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('account'))('profile.title') }
}

export default async function ProfilePage() {
  await visitorAt('/settings/profile')
  const [t, shell] = [await translator('account'), await translator('shell')]
  return (
    <>
      <h1 className="pb-5">{t('profile.title')}</h1>
      <SettingsSection title={t('profile.you')} text={t('profile.youText')}>
        <ProfileForm />
      </SettingsSection>
      <SettingsSection title={shell('settings.look.title')} text={shell('settings.look.text')}>
        <LookSettings />
      </SettingsSection>
    </>
  )
}
