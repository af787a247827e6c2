'use client'

import { useLocale, useTranslations } from 'use-intl/react'
import { localeNames, locales } from '@/components/i18n/locale'
import { useChooseLocale } from '@/components/i18n/useChooseLocale'

/** The languages side by side, each by its own name. */
export function LanguageLinks() {
  const t = useTranslations('shell')
  const current = useLocale()
  const choose = useChooseLocale()
  return (
    <div role="group" aria-label={t('language')} className="flex gap-4">
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          onClick={() => choose(locale)}
          className="rounded-sm text-ink-muted hover:text-ink aria-pressed:text-ink pointer-coarse:py-2.5"
        >
          {localeNames[locale]}
        </button>
      ))}
    </div>
  )
}
