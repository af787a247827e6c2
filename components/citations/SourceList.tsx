import { useTranslations } from 'use-intl'
import { useCitations } from '@/components/citations/CitationsContext'
import { webHref } from '@/components/citations/openCitation'

/** The sources of an answer as quiet rows below it. */
export function SourceList() {
  const t = useTranslations('chat.citation')
  const words = useTranslations('sources.change')
  const { citations, openOrdinal, open } = useCitations()
  if (citations.length === 0) return null
  return (
    <div className="border-t border-line pt-1.5">
      <ol aria-label={t('sources')} className="-mx-2">
        {citations.map((citation) => (
          <li key={citation.ordinal}>
            <button
              type="button"
              aria-pressed={openOrdinal === citation.ordinal}
              onClick={() => open(citation.ordinal)}
              className="flex w-full items-baseline gap-2 rounded-control px-2 py-1 text-left text-ui transition-colors hover:bg-ink/5 aria-pressed:bg-ink/6 pointer-coarse:py-2.5"
            >
              <span className="w-4 shrink-0 text-xs font-semibold text-accent tabular-nums">{citation.ordinal}</span>
              <span className={`max-w-[60%] shrink-0 truncate ${citation.isWrong ? 'line-through decoration-ink-muted' : ''}`}>{citation.documentName}</span>
              {citation.change !== null && <span className="shrink-0 text-warn">{words('mark')}</span>}
              <span className="min-w-0 flex-1 truncate text-ink-muted">
                {[...(citation.page === null ? [] : [t('page', { page: citation.page })]), ...citation.headingPath.slice(-1), ...(webHref(citation) === null ? [] : [webHref(citation)?.host])].join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}
