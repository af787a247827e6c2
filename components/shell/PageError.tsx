'use client'

import { useTranslations } from 'use-intl/react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'

/** A page that failed while it was drawn: what is safe, and the way to draw it again. */
export function PageError({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  const t = useTranslations('shell')
  const code = digest === undefined ? '' : ` ${t('errors.code', { code: digest })}`
  return (
    <div role="alert" className="flex flex-1 flex-col justify-center">
      <EmptyState title={t('errors.title')} text={t('errors.text') + code} action={<Button onClick={onRetry}>{t('retry')}</Button>} />
    </div>
  )
}
