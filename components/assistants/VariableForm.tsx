import { useTranslations } from 'use-intl'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import type { Variable } from '@/server/assistants/schema'

/** What an assistant asks for before the first question. */
export function VariableForm({ variables, values, onFill }: { variables: readonly Variable[]; values: Readonly<Record<string, string>>; onFill: (values: Record<string, string>) => void }) {
  const t = useTranslations('assistants.choose')
  return (
    <fieldset>
      <legend className="mb-2 font-medium">{t('variables')}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {variables.map(({ key, isOptional }) => (
          <Field key={key} label={key} hint={isOptional ? t('optional') : undefined}>
            {(control) => <Input {...control} value={values[key] ?? ''} required={!isOptional} maxLength={4_000} autoComplete="off" onChange={(event) => onFill({ ...values, [key]: event.target.value })} />}
          </Field>
        ))}
      </div>
    </fieldset>
  )
}
