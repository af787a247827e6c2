import { Globe } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { chipClass } from '@/components/composer/chip'

/** Whether the internet is searched as well. */
export function InternetToggle({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  const t = useTranslations('scope.internet')
  return (
    <button
      type="button"
      aria-pressed={isOn}
      aria-label={t('name')}
      data-tooltip={t(isOn ? 'on' : 'off')}
      onClick={() => onChange(!isOn)}
      className={`${chipClass} shrink-0 aria-pressed:bg-accent/10 aria-pressed:text-accent`}
    >
      <Globe aria-hidden />
      <span className="max-sm:hidden">{t('name')}</span>
    </button>
  )
}
