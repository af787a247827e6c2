import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { createTranslator } from 'use-intl/core'
import { compiledMessages } from '@/components/i18n/compiledMessages'
import { formats } from '@/components/i18n/formats'
import { type Locale, localeCookie, localeFrom } from '@/components/i18n/locale'
import type { Messages } from '@/components/i18n/messages'

/** The language of the request that is being answered. */
export const requestLocale = cache(async (): Promise<Locale> => {
  const [jar, sent] = await Promise.all([cookies(), headers()])
  return localeFrom(jar.get(localeCookie)?.value, sent.get('accept-language'))
})

/** What `useTranslations` is in the browser, for server components. */
export async function translator<Area extends keyof Messages>(area: Area) {
  const locale = await requestLocale()
  return createTranslator({ locale, messages: compiledMessages(locale), formats, namespace: area })
}
