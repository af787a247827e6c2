import type { Metadata } from 'next'
import { translator } from '@/components/i18n/request'
import { ApiReference } from '@/components/reference/ApiReference'
import { reference } from '@/server/rest/reference'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('reference'))('title') }
}

export default async function ReferencePage() {
  const t = await translator('reference')
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-6 md:px-8">
      <h1>{t('title')}</h1>
      <p className="pb-5 text-ink-muted">{t('text')}</p>
      <ApiReference operations={reference()} />
    </div>
  )
}
