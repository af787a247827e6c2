'use client'

import { ScrollText } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { PassageSkeleton } from '@/components/documents/PassageSkeleton'
import type { LabColumn } from '@/components/lab/address'
import type { Counterparts } from '@/components/lab/alignment'
import { ApplyLine } from '@/components/lab/ApplyLine'
import { ColumnHeader } from '@/components/lab/ColumnHeader'
import { type ColumnKey, columnName } from '@/components/lab/columnName'
import { PromptPreview } from '@/components/lab/PromptPreview'
import { ResultList } from '@/components/lab/results/ResultList'
import { SettingsPanel } from '@/components/lab/settings/SettingsPanel'
import { changed, defaultSettings, differing } from '@/components/lab/settings/settings'
import type { useColumnSearch } from '@/components/lab/useColumnSearch'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { IconButton } from '@/components/ui/IconButton'
import type { RouterOutputs } from '@/server/router'
import type { RetrievalSettings } from '@/server/retrieval/schema'

/** Told with what follows from the column as it is then. */
export type ChangeColumn = (change: (column: LabColumn) => LabColumn) => void

export interface ColumnProps {
  readonly base: RouterOutputs['knowledge']['get']
  readonly baseSettings: RetrievalSettings
  readonly name: ColumnKey
  readonly column: LabColumn
  readonly search: ReturnType<typeof useColumnSearch>
  readonly question: string
  readonly counterparts: Counterparts | undefined
  readonly pointed: string | null
  readonly expected: readonly string[]
  readonly onChange: ChangeColumn
  /** Before the base gets other settings: what follows them stays as it is. */
  readonly onApply: () => void
  readonly onClose?: () => void
  readonly onExpect: (chunkId: string) => void
  readonly onPoint: (chunkId: string | null) => void
}

/** One way of asking, and what it finds. */
export function Column({ base, baseSettings, name, column, search, question, counterparts, pointed, expected, onChange, onApply, onClose, onExpect, onPoint }: ColumnProps) {
  const t = useTranslations('lab')
  const [isOpen, setIsOpen] = useState(false)
  const [isPreviewed, setIsPreviewed] = useState(false)
  const { settings } = column
  const settle = (part: Partial<RetrievalSettings>) => onChange((now) => ({ ...now, settings: changed(now.settings, part) }))
  return (
    <section data-column={name} aria-label={t('column.label', { name: columnName(name) })} className="min-w-0">
      <ColumnHeader baseId={base.id} name={name} column={column} baseSettings={baseSettings} isOpen={isOpen} onOpen={() => setIsOpen(!isOpen)} onIndex={(indexId) => onChange((now) => ({ ...now, indexId }))} onClose={onClose}>
        <IconButton label={t('column.prompt')} disabled={question === ''} onClick={() => setIsPreviewed(true)}>
          <ScrollText />
        </IconButton>
      </ColumnHeader>
      {isPreviewed && <PromptPreview baseId={base.id} question={question} column={column} onClose={() => setIsPreviewed(false)} />}
      {isOpen && (
        <div className="border-b border-line">
          <SettingsPanel baseId={base.id} embeddingModel={base.embeddingModel} settings={settings} onChange={settle} />
          <div className="flex gap-2 pb-3">
            <Button size="sm" variant="ghost" disabled={differing(settings, baseSettings).length === 0} onClick={() => settle(baseSettings)}>
              {t('settings.resetAll')}
            </Button>
            <Button size="sm" variant="ghost" disabled={differing(settings, defaultSettings).length === 0} onClick={() => settle(defaultSettings)}>
              {t('settings.toDefaults')}
            </Button>
          </div>
        </div>
      )}
      <ApplyLine base={base} settings={settings} baseSettings={baseSettings} onApply={onApply} />
      <div className={`mt-2 transition-opacity ${search.isPlaceholderData ? 'opacity-60' : ''}`}>
        {search.error && <ErrorState message={search.error.message} onRetry={() => void search.refetch()} />}
        {search.isLoading && <PassageSkeleton />}
        {search.data && !search.error && question !== '' && (
          <ResultList retrieval={search.data} settings={settings} column={name} counterparts={counterparts} pointed={pointed} expected={expected} onExpect={onExpect} onPoint={onPoint} />
        )}
      </div>
    </section>
  )
}
