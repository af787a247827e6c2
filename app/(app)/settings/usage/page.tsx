import type { Metadata } from 'next'
import { visitorAt } from '@/app/(app)/settings/visitorAt'
import { translator } from '@/components/i18n/request'
import { MyUsage } from '@/components/usage/MyUsage'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('usage'))('title') }
}

export default async function UsagePage() {
  await visitorAt('/settings/usage')
  return (
    <>
      <h1 className="pb-5">{(await translator('usage'))('title')}</h1>
      <MyUsage />
    </>
  )
}
