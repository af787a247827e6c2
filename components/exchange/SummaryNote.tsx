import { useTranslations } from 'use-intl'

/** What the model is told of the messages above, which do not go with a question any more. */
export function SummaryNote({ text }: { text: string }) {
  const t = useTranslations('turns.summary')
  return (
    <details className="border-y border-line py-1.5 text-ui text-ink-muted">
      <summary className="cursor-pointer rounded-control pointer-coarse:py-2.5">{t('title')}</summary>
      <p className="pt-1.5 whitespace-pre-wrap text-ink">{text}</p>
      <p className="pt-1.5 text-xs">{t('hint')}</p>
    </details>
  )
}
