import type { Metadata } from 'next'
import { translator } from '@/components/i18n/request'
import { KnowledgeBasePage } from '@/components/knowledge/KnowledgeBasePage'
import { config } from '@/server/config'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator('knowledge')
  return { title: t('title') }
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <KnowledgeBasePage id={id} maxBytes={config.maxFileBytes} />
}
