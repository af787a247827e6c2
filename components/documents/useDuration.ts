'use client'

import { useCallback } from 'react'
import { useTranslations } from 'use-intl/react'

/** Says how long something takes, as roughly as it is known: seconds, then minutes, then hours. */
export function useDuration(): (ms: number) => string {
  const t = useTranslations('knowledge.duration')
  return useCallback(
    (ms) => {
      const seconds = Math.max(1, Math.round(ms / 1_000))
      if (seconds < 100) return t('seconds', { count: seconds })
      const minutes = Math.round(seconds / 60)
      return minutes < 100 ? t('minutes', { count: minutes }) : t('hours', { count: Math.round(minutes / 60) })
    },
    [t],
  )
}
