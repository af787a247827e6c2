'use client'

import { useTranslations } from 'use-intl/react'
import { useFileDrop } from '@/components/knowledge/useFileDrop'
import { toast } from '@/components/ui/toast'

/** Makes the whole page take files, and says so while they are held over it. */
export function DropCurtain({ name, hint, onFiles }: { name: string; hint: string; onFiles: (files: File[]) => void }) {
  const t = useTranslations('knowledge.base')
  const isOver = useFileDrop(onFiles, () => toast(t('dropUnreadable')))
  if (!isOver) return null
  return (
    <div className="pointer-events-none fixed inset-0 z-50 bg-ground/95 p-3">
      <div className="flex h-full animate-appear flex-col items-center justify-center gap-1 rounded-surface border-2 border-dashed border-accent text-center">
        <p className="text-[0.9375rem] font-medium">{t('drop', { name })}</p>
        <p className="text-ink-muted">{hint}</p>
      </div>
    </div>
  )
}
