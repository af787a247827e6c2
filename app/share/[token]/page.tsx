import type { Metadata } from 'next'
import Link from 'next/link'
import { cache } from 'react'
import { requestLocale, translator } from '@/components/i18n/request'
import { Wordmark } from '@/components/shell/Wordmark'
import { SharedMessages } from '@/components/shares/SharedMessages'
import { EmptyState } from '@/components/ui/EmptyState'
import * as shares from '@/server/shares/service'

interface Params {
  params: Promise<{ token: string }>
}

const read = cache(shares.read)

/** No search engine lists what somebody was given a link to, and no site that it links to learns the link. */
export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const shared = await read((await params).token)
  const t = await translator('organise')
  return { title: shared?.title ?? t('shared.title'), robots: { index: false, follow: false, nocache: true }, referrer: 'no-referrer' }
}

/** A conversation as it was when it was shared, for everybody who has the link. A link that was stopped looks like one that never was. */
export default async function SharedPage({ params }: Params) {
  const shared = await read((await params).token)
  const [t, locale] = await Promise.all([translator('organise'), requestLocale()])
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-184 flex-col px-4">
      <header className="flex items-center justify-between border-b border-line py-3">
        <Link href="/" aria-label={t('shared.home')} className="rounded-control">
          <Wordmark />
        </Link>
        {shared !== null && <p className="text-xs text-ink-muted">{t('shared.notice', { when: new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(shared.createdAt) })}</p>}
      </header>
      <main className="flex-1 py-6">
        {shared === null ? (
          <EmptyState title={t('shared.nothing')} text={t('shared.nothingText')} />
        ) : (
          <>
            <h1 className="pb-6 break-words">{shared.title}</h1>
            <SharedMessages messages={shared.messages} />
          </>
        )}
      </main>
    </div>
  )
}
