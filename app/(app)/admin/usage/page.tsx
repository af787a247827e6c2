import type { Metadata } from 'next'
import { EverybodysUsage } from '@/components/admin/EverybodysUsage'
import { translator } from '@/components/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('admin'))('usage.title') }
}

export default async function UsagePage() {
  return (
    <>
      <h1 className="pb-5">{(await translator('admin'))('usage.title')}</h1>
      <EverybodysUsage />
    </>
  )
}
