import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import type { OpenCitation } from '@/components/citations/openCitation'
import { type DiffPart, wordDiff } from '@/components/citations/wordDiff'
import { languageOf } from '@/components/documents/passage'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import type { CitationChange } from '@/server/conversations/schema'

/** What became of a source since it was cited: what was cited beside what stands there now, and the way to ask again. */
export function SourceChange({ open, change }: { open: OpenCitation; change: CitationChange }) {
  const t = useTranslations('sources.change')
  const { citation, answerId } = open
  const hasPresent = change === 'edited' || change === 'replaced'
  const compared = useQuery(useTRPC().citations.compare.queryOptions({ answerId, ordinal: citation.ordinal }, { enabled: hasPresent }))
  return (
    <section className="space-y-2 border-b border-line bg-raised px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p role="status" className="min-w-0 flex-1 text-warn">
          {t(change)}
        </p>
        {open.askAgain !== null && (
          <Button size="sm" onClick={open.askAgain}>
            {t('askAgain')}
          </Button>
        )}
      </div>
      {compared.error && <ErrorState message={compared.error.message} onRetry={() => void compared.refetch()} />}
      {hasPresent && compared.data && (compared.data.present === null ? <p className="text-ink-muted">{t('nothing')}</p> : <Diff before={citation.passage} after={compared.data.present.text} />)}
    </section>
  )
}

function Diff({ before, after }: { before: string; after: string }) {
  const t = useTranslations('sources.change')
  return (
    <figure>
      <figcaption className="pb-1 text-xs text-ink-muted">{t('now')}</figcaption>
      <p lang={languageOf(after) ?? ''} className="max-h-60 overflow-y-auto break-words whitespace-pre-line" tabIndex={0}>
        {wordDiff(before, after).map((part, at) => (
          <Part key={at} part={part} />
        ))}
      </p>
    </figure>
  )
}

function Part({ part: { kind, text } }: { part: DiffPart }) {
  if (kind === 'same') return text
  return kind === 'added' ? <ins className="bg-ok/15 text-ink underline decoration-ok">{text}</ins> : <del className="bg-danger/10 text-ink-muted decoration-danger">{text}</del>
}
