'use client'

import { useRouter } from 'next/navigation'
import { type Locale, localeCookie } from '@/components/i18n/locale'
import { keepCookie } from '@/components/shell/keepCookie'

/** Switches the language of the whole page and remembers it; nothing typed is lost. */
export function useChooseLocale(): (locale: Locale) => void {
  const router = useRouter()
  return (locale) => {
    keepCookie(localeCookie, locale)
    router.refresh()
  }
}
