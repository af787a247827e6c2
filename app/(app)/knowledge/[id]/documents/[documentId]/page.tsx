import type { Metadata } from 'next'
import { DocumentPage } from '@/components/documents/DocumentPage'
import { translator } from '@/components/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator('knowledge')
  return { title: t('title') }
}

export default async function Page({ params }: { params: Promise<{ id: string; documentId: string }> }) {
  const { id, documentId } = await params
  return <DocumentPage baseId={id} documentId={documentId} />
}
