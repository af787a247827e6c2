import { useFormatter, useTranslations } from 'use-intl'
import { type Carried, estimateTokens } from '@/components/composer/estimate'

/** About how much will be sent with the question, and what that costs where it costs something. */
export function TokenEstimate({ inputMicrosPerMillion, ...carried }: Carried & { inputMicrosPerMillion: number }) {
  const t = useTranslations('scope')
  const format = useFormatter()
  const tokens = estimateTokens(carried)
  const dollars = (tokens * inputMicrosPerMillion) / 1e12
  return (
    <span className="tabular-nums" title={t('tokens', { tokens: format.number(tokens) })}>
      {t('tokensShort', { tokens: format.number(tokens, { notation: 'compact', maximumSignificantDigits: 2 }) })}
      {dollars > 0 && ` ≈ ${format.number(dollars, { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 })}`}
    </span>
  )
}
