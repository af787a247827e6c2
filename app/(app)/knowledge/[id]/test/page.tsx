import type { Metadata } from 'next'
import { translator } from '@/components/i18n/request'
import { LabPage } from '@/components/lab/LabPage'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator('lab')
  return { title: t('title') }
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <LabPage baseId={id} />
}
