'use client'

import { SlidersHorizontal, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import type { LabColumn } from '@/components/lab/address'
import { type ColumnKey, columnName } from '@/components/lab/columnName'
import { IndexChoice } from '@/components/lab/IndexChoice'
import { differing } from '@/components/lab/settings/settings'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import type { RetrievalSettings } from '@/server/retrieval/schema'

/** What a column asks of, what it does differently from the base, and the ways to change that. */
export function ColumnHeader({
  baseId,
  name,
  column,
  baseSettings,
  isOpen,
  onOpen,
  onIndex,
  onClose,
  children,
}: {
  baseId: string
  name: ColumnKey
  column: LabColumn
  baseSettings: RetrievalSettings
  isOpen: boolean
  onOpen: () => void
  onIndex: (indexId: string | null) => void
  /** Undefined: this column cannot be closed. */
  onClose?: () => void
  children: ReactNode
}) {
  const t = useTranslations('lab.column')
  const count = differing(column.settings, baseSettings).length
  return (
    <header className="flex flex-wrap items-center gap-x-2 gap-y-1 min-h-10 border-b border-line pb-1">
      <h2 className="mr-1 font-semibold" aria-label={t('label', { name: columnName(name) })}>
        {columnName(name)}
      </h2>
      <Button size="sm" aria-expanded={isOpen} onClick={onOpen}>
        <SlidersHorizontal aria-hidden className="size-4 stroke-[1.75]" />
        {t('settings')}
      </Button>
      <span className={`min-w-0 truncate ${count > 0 ? 'text-accent' : 'text-ink-muted'}`}>{count > 0 ? t('changes', { count }) : t('asBase')}</span>
      <div className="ml-auto flex items-center gap-1">
        <IndexChoice baseId={baseId} label={t('index', { name: columnName(name) })} indexId={column.indexId} onChange={onIndex} />
        {children}
        {onClose !== undefined && (
          <IconButton label={t('close', { name: columnName(name) })} onClick={onClose}>
            <X />
          </IconButton>
        )}
      </div>
    </header>
  )
}
