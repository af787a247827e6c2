import { useTranslations } from 'use-intl'
import { webHref } from '@/components/citations/openCitation'
import type { Citation } from '@/server/conversations/schema'

/** Where a web source is, as a link that tells the other side nothing about this page; nothing for a document. */
export function WebLink({ citation }: { citation: Pick<Citation, 'kind' | 'url'> }) {
  const t = useTranslations('sources.web')
  const url = webHref(citation)
  if (url === null) return null
  return (
    <a href={url.href} target="_blank" rel="noopener noreferrer" className="text-accent break-words hover:underline">
      {t('open', { host: url.host })}
    </a>
  )
}
