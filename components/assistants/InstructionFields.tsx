'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import type { Draft, FieldsProps } from '@/components/assistants/draft'
import { Button } from '@/components/ui/Button'
import { Checkbox } from '@/components/ui/Checkbox'
import { Field } from '@/components/ui/Field'
import { IconButton } from '@/components/ui/IconButton'
import { Textarea } from '@/components/ui/Textarea'
import { knowledgeKey, placeholdersIn } from '@/server/assistants/schema'

/** What the model is told, and the variables in it. Words in braces can be made variables by a click, so that nobody types one twice. */
export function InstructionFields({ draft, onChange }: FieldsProps) {
  const t = useTranslations('assistants.instructions')
  const used = placeholdersIn(draft.instructions)
  const undeclared = used.filter((name) => name !== knowledgeKey && !draft.variables.some(({ key }) => key === name))
  return (
    <div className="flex flex-col gap-4">
      <Field label={t('label')} hint={t('hint', { knowledge: '{knowledge}' })}>
        {(control) => <Textarea {...control} rows={12} value={draft.instructions} maxLength={50_000} className="font-mono" onChange={(event) => onChange({ instructions: event.target.value })} />}
      </Field>
      {!used.includes(knowledgeKey) && <p className="text-ink-muted">{t('withoutKnowledge', { knowledge: '{knowledge}' })}</p>}
      <section aria-labelledby="variables" className="flex flex-col gap-2">
        <h2 id="variables" className="font-medium">
          {t('variables')}
        </h2>
        {draft.variables.length === 0 && undeclared.length === 0 && <p className="text-ink-muted">{t('noVariables', { example: '{name}' })}</p>}
        <ul className="flex flex-col gap-1">
          {draft.variables.map((variable) => (
            <VariableLine key={variable.key} variable={variable} isUsed={used.includes(variable.key)} variables={draft.variables} onChange={(variables) => onChange({ variables })} />
          ))}
        </ul>
        {undeclared.map((key) => (
          <p key={key} className="flex flex-wrap items-center gap-2 border-l-2 border-warn pl-3">
            {t('undeclared', { name: `{${key}}` })}
            <Button size="sm" onClick={() => onChange({ variables: [...draft.variables, { key, isOptional: false }] })}>
              <Plus aria-hidden className="size-3.5 stroke-[1.75]" />
              {t('declare')}
            </Button>
          </p>
        ))}
      </section>
    </div>
  )
}

function VariableLine({ variable, isUsed, variables, onChange }: { variable: Draft['variables'][number]; isUsed: boolean; variables: Draft['variables']; onChange: (variables: Draft['variables']) => void }) {
  const t = useTranslations('assistants.instructions')
  const { key, isOptional } = variable
  const others = variables.filter((other) => other.key !== key)
  return (
    <li className="flex min-h-8 items-center gap-4">
      <code className="min-w-0 truncate sm:min-w-24">{`{${key}}`}</code>
      <Checkbox label={t('required')} checked={!isOptional} onChange={(event) => onChange(variables.map((other) => (other === variable ? { key, isOptional: !event.target.checked } : other)))} />
      {!isUsed && <span className="text-danger">{t('unused')}</span>}
      <IconButton label={t('remove', { name: key })} className="ml-auto" onClick={() => onChange(others)}>
        <X />
      </IconButton>
    </li>
  )
}
