'use client'

import { useTranslations } from 'use-intl/react'
import { type ReaderView, readerViews } from '@/components/documents/useReaderView'

/** Original or text. */
export function ReaderSwitch({ view, onView }: { view: ReaderView; onView: (view: ReaderView) => void }) {
  const t = useTranslations('knowledge.reader')
  return (
    <div role="group" aria-label={t('as.label')} className="flex shrink-0 rounded-control border border-line p-0.5">
      {readerViews.map((candidate) => (
        <button
          key={candidate}
          type="button"
          aria-pressed={candidate === view}
          onClick={() => onView(candidate)}
          className="h-6 rounded-[4px] px-2 text-ink-muted transition-colors hover:text-ink aria-pressed:bg-ink/8 aria-pressed:font-medium aria-pressed:text-ink pointer-coarse:h-9"
        >
          {t(`as.${candidate}`)}
        </button>
      ))}
    </div>
  )
}
