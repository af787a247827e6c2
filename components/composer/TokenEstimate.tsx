import { useFormatter, useTranslations } from 'use-intl'
import { type Carried, estimateTokens } from '@/components/composer/estimate'

/** About how much will be sent with the question. */
export function TokenEstimate(carried: Carried) {
  const t = useTranslations('scope')
  const format = useFormatter()
  const tokens = estimateTokens(carried)
  return (
    <span className="tabular-nums" title={t('tokens', { tokens: format.number(tokens) })}>
      {t('tokensShort', { tokens: format.number(tokens, { notation: 'compact', maximumSignificantDigits: 2 }) })}
    </span>
  )
}
