'use client'

import { type ReactNode, useMemo } from 'react'
import { IntlProvider } from 'use-intl/react'
import { formats } from '@/components/i18n/formats'
import type { Locale } from '@/components/i18n/locale'
import type { Messages } from '@/components/i18n/messages'
import { type SentenceTable, sentencesIn } from '@/components/i18n/serverSentence'
import { ServerSentence } from '@/components/i18n/useServerSentence'

/** Gives the components below one language, for what the page says and what the server says; dates are shown in the time zone of the browser. */
export function Translations({
  locale,
  messages,
  sentences,
  children,
}: {
  locale: Locale
  messages: Messages
  sentences?: SentenceTable
  children: ReactNode
}) {
  const translated = useMemo(() => sentencesIn(sentences), [sentences])
  return (
    <IntlProvider locale={locale} messages={messages} formats={formats} timeZone={new Intl.DateTimeFormat().resolvedOptions().timeZone}>
      <ServerSentence value={translated}>{children}</ServerSentence>
    </IntlProvider>
  )
}
