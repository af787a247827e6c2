'use client'

import { QuestionSection } from '@/components/evaluation/QuestionSection'
import { RunSection } from '@/components/evaluation/RunSection'
import { TriageSection } from '@/components/evaluation/TriageSection'
import type { NamedSettings } from '@/components/evaluation/RunForm'

/** The test questions of a base, and the runs that asked them. */
export function TestSet({ baseId, columns, onTry, onUse }: { baseId: string; columns: readonly NamedSettings[]; onTry: (question: string, expected: string[]) => void; onUse: (settings: NamedSettings['settings']) => void }) {
  return (
    <div className="flex flex-col gap-8">
      <TriageSection baseId={baseId} onTry={(question) => onTry(question, [])} />
      <QuestionSection baseId={baseId} onTry={onTry} />
      <RunSection baseId={baseId} columns={columns} onUse={onUse} />
    </div>
  )
}
