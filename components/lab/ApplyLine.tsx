'use client'

import { useTranslations } from 'use-intl/react'
import { useApplyToBase } from '@/components/lab/useApplyToBase'
import { differing } from '@/components/lab/settings/settings'
import { useMayWrite } from '@/components/teams/useMayWrite'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { toast } from '@/components/ui/toast'
import type { RetrievalSettings } from '@/server/retrieval/schema'

/** Makes the settings of a column those of the base, says what follows, and offers the way back. */
export function ApplyLine({
  base,
  settings,
  baseSettings,
  onApply,
}: {
  base: { id: string; retrieval: RetrievalSettings | null }
  settings: RetrievalSettings
  baseSettings: RetrievalSettings
  onApply: () => void
}) {
  const t = useTranslations('lab.column')
  const { apply, undo, isPending, error, canUndo } = useApplyToBase(base)
  const mayWrite = useMayWrite(base.id)
  const isInUse = differing(settings, baseSettings).length === 0
  if ((isInUse && !canUndo) || !mayWrite) return null
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      {isInUse && <p className="min-w-0 flex-1 basis-64 text-ink-muted">{t('applied')}</p>}
      {!isInUse && (
        <Button
          size="sm"
          disabled={isPending}
          onClick={() => {
            onApply()
            apply(settings)
          }}
        >
          {t('apply')}
        </Button>
      )}
      {canUndo && (
        <Button size="sm" variant="ghost" disabled={isPending} onClick={() => undo(() => toast(t('undone')))}>
          {t('undo')}
        </Button>
      )}
      {error && <ErrorState message={error.message} />}
    </div>
  )
}
