'use client'

import { useLocale, useTranslations } from 'use-intl/react'
import { sendKeys, useSendKey } from '@/components/composer/sendKey'
import { localeNames, locales } from '@/components/i18n/locale'
import { useKeepLocale } from '@/components/i18n/useKeepLocale'
import { themes } from '@/components/shell/theme'
import { useTheme } from '@/components/shell/useTheme'
import { Select } from '@/components/ui/Select'

/** Light or dark, the language, and the key that sends: in force at once. The language is kept with the account, the others in this browser. */
export function LookSettings() {
  const t = useTranslations('shell')
  const [theme, chooseTheme] = useTheme()
  const locale = useLocale()
  const chooseLocale = useKeepLocale()
  const ts = useTranslations('scope.sendKey')
  const [sendKey, chooseSendKey] = useSendKey()
  return (
    <div className="grid max-w-md gap-4 sm:grid-cols-2">
      <Select label={t('theme.label')} value={theme} onChange={chooseTheme} options={themes.map((value) => ({ value, label: t(`theme.${value}`) }))} />
      <Select label={t('language')} value={locale} onChange={chooseLocale} options={locales.map((value) => ({ value, label: localeNames[value] }))} />
      <Select label={ts('label')} value={sendKey} onChange={chooseSendKey} options={sendKeys.map((value) => ({ value, label: ts(value) }))} />
    </div>
  )
}
