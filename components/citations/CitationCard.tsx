import { useTranslations } from 'use-intl'
import { SourcePlace } from '@/components/citations/SourcePlace'
import { quoteIn } from '@/components/citations/quoteIn'
import { WebLink } from '@/components/citations/WebLink'
import { withoutHeadings } from '@/components/documents/passage'
import type { Citation } from '@/server/conversations/schema'

/** A source at a glance: where it is, and the quoted sentence in bold inside its passage. */
export function CitationCard({ citation }: { citation: Citation }) {
  const t = useTranslations('sources')
  const { before, quote, after } = quoteIn(withoutHeadings(citation.passage, citation.headingPath), citation.quote)
  return (
    <div className="space-y-1.5">
      <p className="font-medium break-words">{citation.documentName}</p>
      <SourcePlace citation={citation} />
      <WebLink citation={citation} />
      {citation.change !== null && <p className="text-warn">{t(`change.${citation.change}`)}</p>}
      {citation.isWrong && <p className="text-warn">{t('act.marked')}</p>}
      <p className="line-clamp-9 break-words whitespace-pre-line text-ink-muted">
        {before}
        <strong className="font-semibold text-ink">{quote}</strong>
        {after}
      </p>
    </div>
  )
}
