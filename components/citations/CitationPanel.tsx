import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronUp, ExternalLink, X } from 'lucide-react'
import Link from 'next/link'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { documentHref, type OpenCitation } from '@/components/citations/openCitation'
import { quoteIn } from '@/components/citations/quoteIn'
import { SourceActions, WrongSource } from '@/components/citations/SourceActions'
import { SourceChange } from '@/components/citations/SourceChange'
import { SourcePlace } from '@/components/citations/SourcePlace'
import { WebLink } from '@/components/citations/WebLink'
import { DocumentReader } from '@/components/documents/DocumentReader'
import { languageOf } from '@/components/documents/passage'
import { IconButton } from '@/components/ui/IconButton'
import type { Citation } from '@/server/conversations/schema'

/**
 * A source in its document: where it is, the way through the sources of the answer, and the text around the marked passage.
 * In a sheet, which has a title and a way out of its own, it goes without both.
 */
export function CitationPanel({ open, isInSheet }: { open: OpenCitation; isInSheet: boolean }) {
  const t = useTranslations('chat.citation')
  const { citation, total, position } = open
  const href = documentHref(citation)
  const { start, end } = usePlaceNow(open)
  const passage = useMemo(() => ({ start, end, isSeen: false }), [start, end])
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex shrink-0 items-center gap-1 border-b border-line py-1.5 pr-2 pl-4">
        <div className="min-w-0 flex-1 py-1">
          {!isInSheet && <p className="truncate font-medium">{citation.documentName}</p>}
          <SourcePlace citation={citation} className="line-clamp-2" />
        </div>
        <span aria-live="polite" className="self-center px-1 text-xs text-ink-muted tabular-nums" title={t('place', { ordinal: position, total })}>
          <span className="sr-only">{t('place', { ordinal: position, total })}</span>
          <span aria-hidden>
            {position} / {total}
          </span>
        </span>
        <IconButton label={t('previous')} disabled={position <= 1} onClick={() => open.step(-1)}>
          <ChevronUp />
        </IconButton>
        <IconButton label={t('next')} disabled={position >= total} onClick={() => open.step(1)}>
          <ChevronDown />
        </IconButton>
        <SourceActions open={open} />
        {href !== null && (
          <Link
            href={href}
            aria-label={t('open')}
            data-tooltip={t('open')}
            className="inline-flex size-8 shrink-0 items-center justify-center rounded-control text-ink-muted hover:bg-ink/6 hover:text-ink pointer-coarse:size-10"
          >
            <ExternalLink aria-hidden className="size-4 stroke-[1.75]" />
          </Link>
        )}
        {!isInSheet && (
          <IconButton label={t('close')} onClick={open.close}>
            <X />
          </IconButton>
        )}
      </header>
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        {citation.isWrong && <WrongSource open={open} />}
        {citation.change !== null && <SourceChange open={open} change={citation.change} />}
        {citation.kind === 'web' || citation.documentId === null || citation.change === 'deleted' ? (
          <KeptPassage citation={citation} />
        ) : (
          <DocumentReader documentId={citation.documentId} name={citation.documentName} passage={passage} />
        )}
      </div>
    </div>
  )
}

const nowhere = { start: 0, end: 0 }

/** Where a source stands in its document: in one that was replaced, where the passage stands that took its place, if any did. */
function usePlaceNow({ citation, answerId }: OpenCitation): { start: number; end: number } {
  const isReplaced = citation.change === 'replaced'
  const compared = useQuery(useTRPC().citations.compare.queryOptions({ answerId, ordinal: citation.ordinal }, { enabled: isReplaced }))
  return isReplaced ? (compared.data?.present ?? nowhere) : citation
}

/** What the answer kept of a web page, and of a document that is gone. */
function KeptPassage({ citation }: { citation: Citation }) {
  const t = useTranslations('chat.citation')
  const words = useTranslations('sources.web')
  const { before, quote, after } = quoteIn(citation.passage, citation.quote, citation.passage.length)
  return (
    <div className="space-y-3 px-4 py-3">
      <WebLink citation={citation} />
      <p className="text-ink-muted">{citation.kind === 'web' ? words('text') : t('gone')}</p>
      <p lang={languageOf(citation.passage) ?? ''} dir="auto" className="text-answer break-words whitespace-pre-line">
        {before}
        <mark className="bg-mark text-ink">{quote}</mark>
        {after}
      </p>
    </div>
  )
}
