import { useTranslations } from 'use-intl'
import type { Citation } from '@/server/conversations/schema'

/** Page and heading path of a source; nothing where neither is known. */
export function SourcePlace({ citation, className = '' }: { citation: Citation; className?: string }) {
  const t = useTranslations('chat.citation')
  const parts = [...(citation.page === null ? [] : [t('page', { page: citation.page })]), ...(citation.headingPath.length === 0 ? [] : [citation.headingPath.join(' › ')])]
  return parts.length === 0 ? null : <p className={`text-xs break-words text-ink-muted ${className}`}>{parts.join(' · ')}</p>
}
