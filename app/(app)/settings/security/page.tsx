import type { Metadata } from 'next'
import { visitorAt } from '@/app/(app)/settings/visitorAt'
import { PasswordForm } from '@/components/account/PasswordForm'
import { SecondFactor } from '@/components/account/SecondFactor'
import { SessionList } from '@/components/account/SessionList'
import { OpenIdButton } from '@/components/auth/OpenIdButton'
import { translator } from '@/components/i18n/request'
import { SettingsSection } from '@/components/settings/SettingsSection'
import { isLinked } from '@/server/auth/openId'
import { config } from '@/server/config'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('account'))('security.title') }
}

export default async function SecurityPage() {
  const actor = await visitorAt('/settings/security')
  const openId = config.openId === undefined ? undefined : { name: config.openId.name, isLinked: await isLinked(actor) }
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
      {openId !== undefined && (
        <SettingsSection title={openId.name} text={t('security.openId.text')}>
          {openId.isLinked ? <p className="text-ok">{t('security.openId.linked')}</p> : <OpenIdButton label={t('security.openId.link')} path="/settings/security" />}
        </SettingsSection>
      )}
      <SettingsSection title={t('security.sessions.title')} text={t('security.sessions.text')}>
        <SessionList />
      </SettingsSection>
    </>
  )
}
