import type { Metadata } from 'next'
import { translator } from '@/components/i18n/request'
import { KnowledgeBases } from '@/components/knowledge/KnowledgeBases'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator('knowledge')
  return { title: t('title') }
}

export default function KnowledgePage() {
  return <KnowledgeBases />
}
