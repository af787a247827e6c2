import { useFormatter, useTranslations } from 'use-intl'

/** A time as people say it: 0.1 s at least, with tenths as long as they tell something. */
export function useSeconds(): (ms: number) => string {
  const t = useTranslations('chat.status')
  const format = useFormatter()
  return (ms) => {
    const digits = ms < 10_000 ? 1 : 0
    return t('seconds', { seconds: format.number(Math.max(0.1, ms / 1_000), { maximumFractionDigits: digits, minimumFractionDigits: digits }) })
  }
}
