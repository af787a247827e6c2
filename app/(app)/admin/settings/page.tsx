import type { Metadata } from 'next'
import { AdminSettings } from '@/components/admin/AdminSettings'
import { translator } from '@/components/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('admin'))('settings.title') }
}

export default async function SettingsPage() {
  return (
    <>
      <h1 className="pb-5">{(await translator('admin'))('settings.title')}</h1>
      <AdminSettings />
    </>
  )
}
