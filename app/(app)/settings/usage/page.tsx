import type { Metadata } from 'next'
import { MyUsage } from '@/components/usage/MyUsage'
import { translator } from '@/components/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('usage'))('title') }
}

export default async function UsagePage() {
  return (
    <>
      <h1 className="pb-5">{(await translator('usage'))('title')}</h1>
      <MyUsage />
    </>
  )
}
