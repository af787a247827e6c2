import type { Metadata } from 'next'
import { SystemState } from '@/components/admin/SystemState'
import { translator } from '@/components/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('admin'))('state.title') }
}

export default async function StatePage() {
  return (
    <>
      <h1 className="pb-5">{(await translator('admin'))('state.title')}</h1>
      <SystemState />
    </>
  )
}
