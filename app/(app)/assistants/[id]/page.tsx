import type { Metadata } from 'next'
import { AssistantPage } from '@/components/assistants/AssistantPage'
import { translator } from '@/components/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator('assistants')
  return { title: t('title') }
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <AssistantPage key={id} id={id} />
}
