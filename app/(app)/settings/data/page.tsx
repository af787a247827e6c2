import type { Metadata } from 'next'
import { visitorAt } from '@/app/(app)/settings/visitorAt'
import { DeleteAccount } from '@/components/account/DeleteAccount'
import { ExchangeSettings } from '@/components/exchange/ExchangeSettings'
import { translator } from '@/components/i18n/request'
import { DeletionReceipts } from '@/components/settings/DeletionReceipts'
import { SettingsSection } from '@/components/settings/SettingsSection'
import { ShareList } from '@/components/shares/ShareList'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('account'))('data.title') }
}

export default async function DataPage() {
  await visitorAt('/settings/data')
  const [t, shell, organise] = [await translator('account'), await translator('shell'), await translator('organise')]
  return (
    <>
      <h1 className="pb-5">{t('data.title')}</h1>
      <SettingsSection title={organise('share.settings')} text={organise('share.settingsText')}>
        <ShareList empty={organise('share.none')} />
      </SettingsSection>
      <SettingsSection title={organise('export.settings')} text={organise('export.settingsText')}>
        <ExchangeSettings />
      </SettingsSection>
      <SettingsSection title={shell('settings.deletions.title')} text={shell('settings.deletions.text')}>
        <DeletionReceipts />
      </SettingsSection>
      <SettingsSection title={t('data.delete.title')} text={t('data.delete.text')}>
        <DeleteAccount />
      </SettingsSection>
    </>
  )
}
