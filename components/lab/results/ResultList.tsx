'use client'

import { useFormatter, useTranslations } from 'use-intl/react'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import type { Counterparts } from '@/components/lab/alignment'
import type { ColumnKey } from '@/components/lab/columnName'
import { CutLine } from '@/components/lab/results/CutLine'
import { FallenList } from '@/components/lab/results/FallenList'
import { HitItem } from '@/components/lab/results/HitItem'
import { shownStages } from '@/components/lab/results/stages'
import { EmptyState } from '@/components/ui/EmptyState'
import type { Retrieval, RetrievalSettings } from '@/server/retrieval/schema'

/** What a column found: the passages that are sent, the line, and those below it. */
export function ResultList({
  retrieval,
  settings,
  column,
  counterparts,
  pointed,
  expected,
  onExpect,
  onPoint,
}: {
  retrieval: Retrieval
  settings: RetrievalSettings
  column: ColumnKey
  /** In the other column; undefined when there is none. */
  counterparts: Counterparts | undefined
  /** The chunk of this column that somebody points at here or there. */
  pointed: string | null
  expected: readonly string[]
  onExpect: (chunkId: string) => void
  onPoint: (chunkId: string | null) => void
}) {
  const t = useTranslations('lab.results')
  const translated = useServerSentence()
  const format = useFormatter()
  const { engine, hits, candidateCount, rerank, cut, tookMs } = retrieval
  const fallen = (retrieval.trace ?? []).filter(({ fell }) => fell !== null)
  const shown = shownStages([...hits, ...fallen])
  const summary = t('summary', { count: hits.length, candidates: format.number(candidateCount), ms: format.number(tookMs, { maximumFractionDigits: tookMs < 10 ? 1 : 0 }) })
  return (
    <section aria-live="polite">
      <p className="text-ink-muted tabular-nums">
        {t(engine)} · {summary}
        {rerank.by !== null && rerank.status === 'done' && rerank.by !== 'lexical' && ` · ${t('reranked', { by: rerank.by })}`}
      </p>
      {rerank.status === 'failed' && <p className="text-warn">{t('rerankFailed', { message: translated(rerank.message ?? '') })}</p>}
      {hits.length === 0 && fallen.length === 0 && <EmptyState title={t('nothing')} text={t(Object.keys(settings.filters).length > 0 ? 'nothingFilteredText' : engine === 'lexical' ? 'nothingText' : 'nothingHybridText')} />}
      {hits.length === 0 && fallen.length > 0 && <p className="mt-3">{t('nothingSent')}</p>}
      {hits.length > 0 && (
        <ol className="mt-2 divide-y divide-line border-t border-line">
          {hits.map((hit, at) => {
            const counterpart = counterparts?.get(hit.chunkId)
            return (
              <HitItem
                key={hit.chunkId}
                hit={hit}
                rank={at + 1}
                column={column}
                otherRank={counterparts === undefined ? undefined : (counterpart?.rank ?? null)}
                isMarked={pointed === hit.chunkId}
                isExpected={expected.includes(hit.chunkId)}
                shown={shown}
                onExpect={() => onExpect(hit.chunkId)}
                onPoint={(isPointed) => onPoint(isPointed ? hit.chunkId : null)}
              />
            )
          })}
        </ol>
      )}
      {fallen.length > 0 && (
        <>
          <CutLine cut={cut} settings={settings} />
          <FallenList fallen={fallen} shown={shown} expected={expected} onExpect={onExpect} />
        </>
      )}
    </section>
  )
}
