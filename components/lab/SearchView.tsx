'use client'

import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useIsWide } from '@/components/documents/useIsWide'
import type { Lab, LabColumn } from '@/components/lab/address'
import { align } from '@/components/lab/alignment'
import { type ChangeColumn, Column } from '@/components/lab/Column'
import { type ColumnKey, columnName, otherColumn } from '@/components/lab/columnName'
import { EditPassage } from '@/components/lab/EditPassage'
import { Expectations } from '@/components/lab/expected/Expectations'
import { QuestionBox } from '@/components/lab/QuestionBox'
import { SaveQuestion } from '@/components/lab/SaveQuestion'
import { defaultSettings } from '@/components/lab/settings/settings'
import { useColumnSearch } from '@/components/lab/useColumnSearch'
import type { ChangeLab } from '@/components/lab/useLab'
import { useLabKeys } from '@/components/lab/useLabKeys'
import { useMayWrite } from '@/components/teams/useMayWrite'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { Tabs } from '@/components/ui/Tabs'
import type { RouterOutputs } from '@/server/router'

/** A question asked in one way, or in two beside each other. */
export function SearchView({ base, lab, change }: { base: RouterOutputs['knowledge']['get']; lab: Lab; change: ChangeLab }) {
  const t = useTranslations('lab')
  const isWide = useIsWide()
  const [pointed, setPointed] = useState<{ column: ColumnKey; chunkId: string } | null>(null)
  const [isSaving, setIsSaving] = useState(false)
  const mayWrite = useMayWrite(base.id)
  const [editing, setEditing] = useState<string | null>(null)
  useLabKeys(useCallback(() => setIsSaving(true), []), setEditing)
  const { question, expected } = lab
  const baseSettings = base.retrieval ?? defaultSettings
  const asBase: LabColumn = { settings: baseSettings, indexId: null }
  const columns = { a: lab.a ?? asBase, b: lab.b ?? asBase }
  const isCompared = lab.b !== null
  const searches = { a: useColumnSearch(base.id, question, columns.a, true), b: useColumnSearch(base.id, question, columns.b, isCompared) }
  const aligned = isCompared && searches.a.data && searches.b.data ? align(searches.a.data.hits, searches.b.data.hits) : undefined

  const ask = (next: string, isBoth: boolean) => {
    if (next === question) void Promise.all([searches.a.refetch(), ...(isCompared ? [searches.b.refetch()] : [])])
    change({ question: next, ...(isBoth && !isCompared ? { b: columns.a } : {}) })
  }
  const expect = (chunkId: string) => change((now) => ({ expected: now.expected.includes(chunkId) ? now.expected.filter((id) => id !== chunkId) : [...now.expected, chunkId] }))
  const changeColumn = (name: ColumnKey, follow: Parameters<ChangeColumn>[0]) => change((now) => ({ [name]: follow(now[name] ?? asBase) }))
  const pointedIn = (name: ColumnKey): string | null => {
    if (pointed === null) return null
    return pointed.column === name ? pointed.chunkId : (aligned?.[otherColumn(name)].get(pointed.chunkId)?.chunkId ?? null)
  }
  const shown = (name: ColumnKey) => (
    <Column
      base={base}
      baseSettings={baseSettings}
      name={name}
      column={columns[name]}
      search={searches[name]}
      question={question}
      counterparts={aligned?.[name]}
      pointed={pointedIn(name)}
      expected={expected}
      onChange={(follow) => changeColumn(name, follow)}
      onApply={() => change(isCompared ? columns : { a: columns.a })}
      onClose={name === 'b' ? () => change({ b: null }) : undefined}
      onExpect={expect}
      onPoint={(chunkId) => setPointed(chunkId === null ? null : { column: name, chunkId })}
    />
  )
  return (
    <>
      <QuestionBox initial={question} isPending={searches.a.isFetching} onAsk={(next) => ask(next, false)} onAskBoth={(next) => ask(next, true)}>
        <Button variant="ghost" disabled={question === '' || !mayWrite} onClick={() => setIsSaving(true)}>
          {t('ask.save')}
        </Button>
        {!isCompared && <Button onClick={() => change({ b: columns.a })}>{t('ask.compare')}</Button>}
      </QuestionBox>
      {base.readyCount === 0 && question === '' && <EmptyState title={t('ask.empty')} text={t('ask.emptyText')} />}
      {base.readyCount > 0 && question === '' && <p className="mt-4 text-ink-muted">{t('ask.idle')}</p>}
      {question !== '' && (
        <Expectations
          baseId={base.id}
          question={question}
          columns={(isCompared ? (['a', 'b'] as const) : (['a'] as const)).map((name) => ({ name, column: columns[name] }))}
          expected={expected}
          onExpect={expect}
          onChange={changeColumn}
        />
      )}
      {editing !== null && mayWrite && (
        <EditPassage
          chunkId={editing}
          onClose={() => {
            setEditing(null)
            void Promise.all([searches.a.refetch(), ...(isCompared ? [searches.b.refetch()] : [])])
          }}
        />
      )}
      {isSaving && mayWrite && <SaveQuestion baseId={base.id} question={question} expected={expected} found={searches.a.data} onClose={() => setIsSaving(false)} />}
      <div className="mt-6">
        {!isCompared && shown('a')}
        {isCompared && isWide && (
          <div className="grid grid-cols-2 items-start gap-8">
            {shown('a')}
            {shown('b')}
          </div>
        )}
        {isCompared && !isWide && <Tabs label={t('column.tabs')} tabs={(['a', 'b'] as const).map((name) => ({ value: name, label: t('column.label', { name: columnName(name) }), content: shown(name) }))} />}
      </div>
    </>
  )
}
