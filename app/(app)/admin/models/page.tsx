import type { Metadata } from 'next'
import { translator } from '@/components/i18n/request'
import { ModelsAdmin } from '@/components/models/ModelsAdmin'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('models'))('title') }
}

export default function ModelsPage() {
  return <ModelsAdmin />
}
