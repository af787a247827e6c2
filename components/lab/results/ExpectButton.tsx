'use client'

import { Bookmark } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import { IconButton } from '@/components/ui/IconButton'

/** Marks a passage as one that answers the question, or no longer. */
export function ExpectButton({ isExpected, onToggle }: { isExpected: boolean; onToggle: () => void }) {
  const t = useTranslations('lab.results')
  return (
    <IconButton label={t(isExpected ? 'unexpect' : 'expect')} aria-pressed={isExpected} onClick={onToggle} className={`relative z-1 -my-1.5 ${isExpected ? 'text-accent! [&_svg]:fill-current' : ''}`}>
      <Bookmark />
    </IconButton>
  )
}
