import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { translator } from '@/components/i18n/request'
import { DeletionReceipts } from '@/components/settings/DeletionReceipts'
import { LookSettings } from '@/components/settings/LookSettings'
import { ModelSettings } from '@/components/settings/ModelSettings'
import { SettingsSection } from '@/components/settings/SettingsSection'
import { ExchangeSettings } from '@/components/exchange/ExchangeSettings'
import { ShareList } from '@/components/shares/ShareList'
import { TeamList } from '@/components/teams/TeamList'
import { visitorFrom } from '@/server/auth/actorFrom'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('shell'))('settings.title') }
}

export default async function SettingsPage() {
  const actor = await visitorFrom(await headers())
  if (actor === null) redirect('/sign-in?callbackUrl=/settings')
  const [t, organise, teams] = [await translator('shell'), await translator('organise'), await translator('teams')]
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-6 md:px-8">
      <h1 className="pb-5">{t('settings.title')}</h1>
      <SettingsSection title={t('settings.account.title')}>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2">
          <dt className="text-ink-muted">{t('settings.account.username')}</dt>
          <dd className="break-words">{actor.username}</dd>
          <dt className="text-ink-muted">{t('settings.account.role')}</dt>
          <dd>{t(`settings.account.roles.${actor.role}`)}</dd>
        </dl>
      </SettingsSection>
      <SettingsSection title={t('settings.look.title')} text={t('settings.look.text')}>
        <LookSettings />
      </SettingsSection>
      <SettingsSection title={t('settings.models.title')}>
        <ModelSettings />
      </SettingsSection>
      <SettingsSection title={teams('title')} text={teams('text')}>
        <TeamList />
      </SettingsSection>
      <SettingsSection title={organise('share.settings')} text={organise('share.settingsText')}>
        <ShareList empty={organise('share.none')} />
      </SettingsSection>
      <SettingsSection title={organise('export.settings')} text={organise('export.settingsText')}>
        <ExchangeSettings />
      </SettingsSection>
      <SettingsSection title={t('settings.deletions.title')} text={t('settings.deletions.text')}>
        <DeletionReceipts />
      </SettingsSection>
    </div>
  )
}
