import type { Metadata } from 'next'
import { Conversation } from '@/components/chat/Conversation'
import { translator } from '@/components/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator('chat')
  return { title: t('conversations.title') }
}

export default async function ConversationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <Conversation key={id} id={id} />
}
