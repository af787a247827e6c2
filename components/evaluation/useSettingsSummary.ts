'use client'

import { useTranslations } from 'use-intl/react'
import { defaultSettings, differing } from '@/components/lab/settings/settings'
import type { RetrievalSettings } from '@/server/retrieval/schema'

/** Settings in a few words: what is not the default. */
export function useSettingsSummary(): (settings: RetrievalSettings) => string {
  const t = useTranslations('lab.settings')
  const runs = useTranslations('lab.runs')
  return (settings) => {
    const parts = differing(settings, defaultSettings).map((name) => {
      if (name === 'mode') return t(`modes.${settings.mode}`)
      return name === 'filters' ? t('filters') : `${t(name)} ${settings[name] ?? t('automatic')}`
    })
    return parts.length === 0 ? runs('asDefault') : parts.join(', ')
  }
}
