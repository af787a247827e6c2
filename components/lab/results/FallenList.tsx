'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { FallenItem } from '@/components/lab/results/FallenItem'
import type { ShownStage } from '@/components/lab/results/stages'
import { Button } from '@/components/ui/Button'
import type { Traced } from '@/server/retrieval/schema'

/** Enough to see who came near; more when somebody asks. */
const atFirst = 4
const more = 20

/** The candidates that are not sent, the nearest first. */
export function FallenList({ fallen, shown, expected, onExpect }: { fallen: readonly Traced[]; shown: readonly ShownStage[]; expected: readonly string[]; onExpect: (chunkId: string) => void }) {
  const t = useTranslations('lab.results')
  const [count, setCount] = useState(atFirst)
  return (
    <>
      <ol aria-label={t('below')} className="divide-y divide-line border-b border-line">
        {fallen.slice(0, count).map((passage) => (
          <FallenItem key={passage.chunkId} passage={passage} shown={shown} isExpected={expected.includes(passage.chunkId)} onExpect={() => onExpect(passage.chunkId)} />
        ))}
      </ol>
      {fallen.length > count && (
        <Button variant="ghost" size="sm" className="mt-2" onClick={() => setCount(count + more)}>
          {t('showMore')}
        </Button>
      )}
    </>
  )
}
