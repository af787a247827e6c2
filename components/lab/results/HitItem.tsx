'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'use-intl/react'
import { languageOf } from '@/components/documents/passage'
import type { ColumnKey } from '@/components/lab/columnName'
import { ExpectButton } from '@/components/lab/results/ExpectButton'
import { MatchedText } from '@/components/lab/results/MatchedText'
import { Movement } from '@/components/lab/results/Movement'
import type { ShownStage } from '@/components/lab/results/stages'
import { StageScores } from '@/components/lab/results/StageScores'
import type { Hit } from '@/server/retrieval/schema'

/** A passage that is sent: where it stands, what it shares with the question, and how each stage saw it. */
export function HitItem({
  hit,
  rank,
  column,
  otherRank,
  isMarked,
  isExpected,
  shown,
  onExpect,
  onPoint,
}: {
  hit: Hit
  rank: number
  column: ColumnKey
  /** In the other column; null: not there; undefined: there is no other column. */
  otherRank: number | null | undefined
  /** Somebody points at it, or at the same passage in the other column. */
  isMarked: boolean
  isExpected: boolean
  shown: readonly ShownStage[]
  onExpect: () => void
  onPoint: (isPointed: boolean) => void
}) {
  const t = useTranslations('lab.results')
  const document = useTranslations('knowledge.document')
  const format = useFormatter()
  const share = (value: number) => format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const around = (list: Hit['before']) => list.map((passage) => passage.text).join('\n')
  const fit = t('relevance', { value: share(hit.relevance), coverage: share(hit.coverage), similarity: hit.similarity === null ? t('none') : share(hit.similarity) })
  const address = `/knowledge/${hit.knowledgeBaseId}/documents/${hit.documentId}?version=${hit.version}&start=${hit.start}&end=${hit.end}`
  return (
    <li
      className={`relative py-3 transition-colors ${isMarked ? 'bg-raised' : ''}`}
      onPointerEnter={() => onPoint(true)}
      onPointerLeave={() => onPoint(false)}
      onFocus={() => onPoint(true)}
      onBlur={() => onPoint(false)}
    >
      <div className="flex items-baseline gap-2">
        <span className="w-5 shrink-0 text-ink-muted tabular-nums">{rank}</span>
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
          <Link href={address} prefetch={false} data-hit={hit.chunkId} title={t('open')} className="min-w-0 truncate font-medium after:absolute after:inset-0">
            {hit.documentName}
          </Link>
          {hit.page !== null && <span className="shrink-0 text-ink-muted tabular-nums">{document('page', { page: hit.page })}</span>}
          {hit.headingPath.length > 0 && <span className="min-w-0 truncate text-ink-muted">{hit.headingPath.join(' › ')}</span>}
        </div>
        {otherRank !== undefined && <Movement column={column} rank={rank} otherRank={otherRank} />}
        <span className="relative z-1 shrink-0 tabular-nums" title={fit}>
          <span className="sr-only">{t('score')} </span>
          {share(hit.score)}
        </span>
        <ExpectButton isExpected={isExpected} onToggle={onExpect} />
      </div>
      <div lang={languageOf(hit.text) ?? ''} className="my-2 ml-7 max-w-[44rem] wrap-anywhere whitespace-pre-line">
        {hit.context !== '' && <p className="line-clamp-2 text-ink-muted">{hit.context}</p>}
        {hit.before.length > 0 && <p aria-label={t('before')} className="line-clamp-2 text-ink-muted">{around(hit.before)}</p>}
        <p className="line-clamp-5 text-answer">
          <MatchedText text={hit.text} matches={hit.matches} />
        </p>
        {hit.after.length > 0 && <p aria-label={t('after')} className="line-clamp-2 text-ink-muted">{around(hit.after)}</p>}
      </div>
      <div className="ml-7">
        <StageScores stages={hit.stages} shown={shown} />
      </div>
    </li>
  )
}
