import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

/** A piece of a sentence that no source says. The first piece says so to who cannot see the line under it, and can be stepped to. */
export function UnsupportedSentence({ sentence, isFirst, children }: { sentence: number; isFirst: boolean; children: ReactNode }) {
  const t = useTranslations('sources.support')
  return (
    <span className="unsupported" data-tooltip={t('none')} {...(isFirst ? { 'data-unsupported': sentence, tabIndex: -1 } : {})}>
      {isFirst && <span className="sr-only">[{t('none')}] </span>}
      {children}
    </span>
  )
}
