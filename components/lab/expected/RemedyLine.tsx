'use client'

import { useTranslations } from 'use-intl/react'
import { useRemedySentence } from '@/components/lab/expected/useRemedySentence'
import { Button } from '@/components/ui/Button'
import type { Remedy } from '@/server/retrieval/schema'

/** A change of the settings that was tried and brings the passage back, and the button that makes it. */
export function RemedyLine({ remedy, columnName, onApply }: { remedy: Remedy; columnName: string; onApply: () => void }) {
  const t = useTranslations('lab.expected')
  const sentence = useRemedySentence()
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span>{sentence(remedy)}</span>
      <Button size="sm" onClick={onApply}>
        {t('apply', { name: columnName })}
      </Button>
    </li>
  )
}
