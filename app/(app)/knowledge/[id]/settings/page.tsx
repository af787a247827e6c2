import type { Metadata } from 'next'
import { translator } from '@/components/i18n/request'
import { BaseSettingsPage } from '@/components/indexing/BaseSettingsPage'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator('indexing')
  return { title: t('title') }
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <BaseSettingsPage id={id} />
}
