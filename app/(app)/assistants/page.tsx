import type { Metadata } from 'next'
import { Assistants } from '@/components/assistants/Assistants'
import { translator } from '@/components/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator('assistants')
  return { title: t('title') }
}

export default function AssistantsPage() {
  return <Assistants />
}
