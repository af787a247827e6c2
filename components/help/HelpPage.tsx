'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

/** What the operator says of help; undefined where nothing was said. */
export interface HelpAddresses {
  readonly documentation: string | undefined
  readonly supportEmail: string | undefined
  readonly status: string | undefined
}

/** Where to look, and whom to ask. */
export function HelpPage({ documentation, supportEmail, status }: HelpAddresses) {
  const t = useTranslations('shell.help')
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-6 md:px-8">
      <h1>{t('title')}</h1>
      <p className="pt-1 pb-4 text-ink-muted">{t('text')}</p>
      <dl className="divide-y divide-line border-y border-line">
        {documentation !== undefined && <Place name={<a href={documentation}>{t('documentation')}</a>} text={t('documentationText')} />}
        <Place name={<Link href="/reference">{t('reference')}</Link>} text={t('referenceText')} />
        <Place name={t('keys')} text={t('keysText')} />
        {supportEmail !== undefined && <Place name={t('support')} text={<a href={`mailto:${supportEmail}`}>{supportEmail}</a>} />}
        {status !== undefined && <Place name={<a href={status}>{t('status')}</a>} text={t('statusText')} />}
      </dl>
    </div>
  )
}

function Place({ name, text }: { name: ReactNode; text: ReactNode }) {
  return (
    <div className="py-3 [&_a]:text-accent [&_a]:underline-offset-4 [&_a:hover]:underline">
      <dt className="font-semibold">{name}</dt>
      <dd className="text-ink-muted">{text}</dd>
    </div>
  )
}
