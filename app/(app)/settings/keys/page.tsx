import type { Metadata } from 'next'
import Link from 'next/link'
import { visitorAt } from '@/app/(app)/settings/visitorAt'
import { ApiKeys } from '@/components/account/ApiKeys'
import { translator } from '@/components/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('account'))('keys.title') }
}

export default async function KeysPage() {
  const { role } = await visitorAt('/settings/keys')
  const t = await translator('account')
  return (
    <>
      <h1>{t('keys.title')}</h1>
      <p className="pb-5 text-ink-muted">
        {t('keys.text')}{' '}
        <Link href="/reference" className="text-accent underline">
          {(await translator('reference'))('link')}
        </Link>
      </p>
      <ApiKeys role={role} />
    </>
  )
}
