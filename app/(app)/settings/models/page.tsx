import type { Metadata } from 'next'
import { visitorAt } from '@/app/(app)/settings/visitorAt'
import { translator } from '@/components/i18n/request'
import { ModelSettings } from '@/components/settings/ModelSettings'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('shell'))('settings.models.title') }
}

export default async function ModelsPage() {
  const { role } = await visitorAt('/settings/models')
  const t = await translator('shell')
  return (
    <>
      <h1 className="pb-5">{t('settings.models.title')}</h1>
      <ModelSettings isAdmin={role === 'admin'} />
    </>
  )
}
