'use client'

import { TestSet } from '@/components/evaluation/TestSet'
import type { Lab } from '@/components/lab/address'
import { defaultSettings } from '@/components/lab/settings/settings'
import type { ChangeLab } from '@/components/lab/useLab'
import type { RouterOutputs } from '@/server/router'

/** The test set, which can be run with the settings of the columns, and leads back to the search. */
export function TestsView({ base, lab, change }: { base: RouterOutputs['knowledge']['get']; lab: Lab; change: ChangeLab }) {
  const columns = [
    { name: 'base' as const, settings: base.retrieval ?? defaultSettings, indexId: null },
    ...(lab.a === null ? [] : [{ name: 'A' as const, ...lab.a }]),
    ...(lab.b === null ? [] : [{ name: 'B' as const, ...lab.b }]),
  ]
  return (
    <TestSet
      baseId={base.id}
      columns={columns}
      onTry={(question, expected) => change({ view: 'search', question, expected })}
      onUse={(settings) => change({ view: 'search', a: { settings, indexId: null } })}
    />
  )
}
