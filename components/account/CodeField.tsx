import { useTranslations } from 'use-intl/react'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'

/** Where a code of an authenticator app is typed, or, where `takesRecovery`, a recovery code. */
export function CodeField({ takesRecovery = false, error }: { takesRecovery?: boolean; error?: string }) {
  const t = useTranslations('account.security.factor')
  return (
    <Field label={t('code')} hint={takesRecovery ? t('codeOrRecovery') : t('codeHint')} error={error}>
      {(control) => <Input {...control} name="code" autoComplete="one-time-code" inputMode={takesRecovery ? 'text' : 'numeric'} autoCapitalize="none" spellCheck={false} maxLength={64} className="max-w-48 font-mono" />}
    </Field>
  )
}
