import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

/** A table that scrolls on its own where it is wider than the column, by keyboard too. */
export function MarkdownTable({ children }: { children?: ReactNode }) {
  const t = useTranslations('chat.markdown')
  return (
    <div className="table-scroll" role="region" aria-label={t('table')} tabIndex={0}>
      <table>{children}</table>
    </div>
  )
}
