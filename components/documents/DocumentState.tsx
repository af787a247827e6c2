'use client'

import { useTranslations } from 'use-intl/react'
import { LiveProgress } from '@/components/documents/LiveProgress'
import { progressOf } from '@/components/documents/progress'
import { documentStateTable } from '@/server/documents/facts'
import type { Document } from '@/server/documents/schema'

/** The state of a document in words, with its progress while it is worked on. */
export function DocumentState({ document }: { document: Pick<Document, 'state' | 'unitsDone' | 'unitsTotal' | 'warnings' | 'isStalled' | 'attempt'> }) {
  const t = useTranslations('knowledge.state')
  const progress = progressOf(document)
  const { unitsDone, unitsTotal, warnings } = document
  if (documentStateTable[document.state].isLive) return <LiveProgress progress={progress} done={unitsDone} total={unitsTotal} isStalled={document.isStalled} attempt={document.attempt} />
  return (
    <span className={document.state === 'failed' ? 'text-danger' : 'text-ink-muted'}>
      {t(progress.sentence)}
      {warnings.length > 0 && <span className="text-warn"> · {t('warnings', { count: warnings.length })}</span>}
    </span>
  )
}
