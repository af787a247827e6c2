import type { Metadata } from 'next'
import { ArchivePage } from '@/components/conversations/ArchivePage'
import { translator } from '@/components/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('organise'))('archive.title') }
}

export default function Page() {
  return <ArchivePage />
}
