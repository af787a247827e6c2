import { useTranslations } from 'use-intl/react'
import { CopyButton } from '@/components/ui/CopyButton'

/** Recovery codes, the one time that they are shown. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations('account.security.factor')
  return (
    <div role="status" className="flex flex-col gap-3">
      <p>{t('codesText')}</p>
      <div className="flex items-start gap-2 rounded-control border border-line p-3">
        <ul aria-label={t('codesTitle')} className="grid flex-1 grid-cols-2 gap-x-6 gap-y-1 font-mono">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <CopyButton text={codes.join('\n')} label={t('copyCodes')} />
      </div>
    </div>
  )
}
