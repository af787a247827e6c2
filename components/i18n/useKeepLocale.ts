'use client'

import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/trpc'
import type { Locale } from '@/components/i18n/locale'
import { useChooseLocale } from '@/components/i18n/useChooseLocale'

/** Switches the language of the whole page, and keeps it with the account: it goes along to the next browser that signs in. */
export function useKeepLocale(): (locale: Locale) => void {
  const choose = useChooseLocale()
  const { mutate } = useMutation(useTRPC().auth.profile.update.mutationOptions())
  return (locale) => {
    choose(locale)
    mutate({ locale })
  }
}
