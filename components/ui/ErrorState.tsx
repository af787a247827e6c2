'use client'

import { useTranslations } from 'use-intl/react'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'

/** What went wrong, in the server's sentence or the page's, and the way to try again. */
export function ErrorState({ message, onRetry }: { message: string; onRetry?: () => void }) {
  const t = useTranslations('shell')
  const translated = useServerSentence()
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 border-l-2 border-danger py-1 pl-3">
      <p className="min-w-0">{translated(message)}</p>
      {onRetry !== undefined && (
        <Button size="sm" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  )
}
