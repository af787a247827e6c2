import { MessageCircleDashed } from 'lucide-react'
import { useTranslations } from 'use-intl'

/** Says above a temporary chat what becomes of it. */
export function TemporaryNote() {
  const t = useTranslations('organise.temporary')
  return (
    <p className="flex shrink-0 items-baseline gap-2 border-b border-line px-4 py-2 text-ink-muted">
      <MessageCircleDashed aria-hidden className="size-4 shrink-0 translate-y-0.5 stroke-[1.75]" />
      <span>
        <strong className="font-medium text-ink">{t('title')}</strong> · {t('text')}
      </span>
    </p>
  )
}
