'use client'

import { useFormatter, useTranslations } from 'use-intl/react'
import { languageOf } from '@/components/documents/passage'
import { ExpectButton } from '@/components/lab/results/ExpectButton'
import type { ShownStage } from '@/components/lab/results/stages'
import { StageScores } from '@/components/lab/results/StageScores'
import type { Traced } from '@/server/retrieval/schema'

/** A candidate below the line: its beginning, and why it is not sent. */
export function FallenItem({ passage, shown, isExpected, onExpect }: { passage: Traced; shown: readonly ShownStage[]; isExpected: boolean; onExpect: () => void }) {
  const t = useTranslations('lab.results')
  const format = useFormatter()
  return (
    <li className="relative py-2.5 opacity-70 transition-opacity focus-within:opacity-100 hover:opacity-100">
      <div className="flex items-baseline gap-3">
        <span className="min-w-0 flex-1 truncate font-medium">{passage.documentName}</span>
        {passage.fell !== null && <span className="shrink-0 text-xs text-ink-muted">{t(`fell.${passage.fell}`)}</span>}
        <span className="shrink-0 tabular-nums">{format.number(passage.score, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}</span>
        <ExpectButton isExpected={isExpected} onToggle={onExpect} />
      </div>
      <p lang={languageOf(passage.preview) ?? ''} className="mt-1 mb-1.5 line-clamp-2 max-w-[44rem] wrap-anywhere">
        {passage.preview}
      </p>
      <StageScores stages={passage.stages} shown={shown} />
    </li>
  )
}
