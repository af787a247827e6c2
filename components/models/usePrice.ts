'use client'

import { useFormatter, useTranslations } from 'use-intl'

interface Prices {
  readonly inputMicrosPerMillion: number
  readonly outputMicrosPerMillion: number
}

/** How prices for a million tokens are written: `$2.50 / $10.00`, as short as they can be read, and as a sentence. */
export function usePrice(): { short: (prices: Prices) => string; sentence: (prices: Prices) => string } {
  const t = useTranslations('models.price')
  const format = useFormatter()
  const dollars = (micros: number): string => format.number(micros / 1_000_000, { style: 'currency', currency: 'USD', maximumFractionDigits: 4 })
  const written = (key: 'pair' | 'perMillion', { inputMicrosPerMillion: input, outputMicrosPerMillion: output }: Prices): string => (input === 0 && output === 0 ? t('free') : t(key, { input: dollars(input), output: dollars(output) }))
  return { short: (prices) => written('pair', prices), sentence: (prices) => written('perMillion', prices) }
}
