'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { AvatarField } from '@/components/assistants/AvatarField'
import type { FieldsProps } from '@/components/assistants/draft'
import { Checkbox } from '@/components/ui/Checkbox'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Textarea } from '@/components/ui/Textarea'

/** Who it is, what it knows, and how a conversation with it begins. */
export function BasicFields({ draft, onChange }: FieldsProps) {
  const t = useTranslations('assistants.basic')
  return (
    <div className="flex flex-col gap-4">
      <Field label={t('name')}>{(control) => <Input {...control} value={draft.name} maxLength={128} autoComplete="off" onChange={(event) => onChange({ name: event.target.value })} />}</Field>
      <AvatarField name={draft.name} value={draft.avatar} onChange={(avatar) => onChange({ avatar })} />
      <Field label={t('description')}>
        {(control) => <Textarea {...control} rows={2} value={draft.description} maxLength={65_535} onChange={(event) => onChange({ description: event.target.value })} />}
      </Field>
      <BaseChoice chosen={draft.knowledgeBaseIds} onChoose={(knowledgeBaseIds) => onChange({ knowledgeBaseIds })} />
      <Field label={t('opener')} hint={t('openerHint')}>
        {(control) => <Textarea {...control} rows={2} value={draft.opener} maxLength={10_000} onChange={(event) => onChange({ opener: event.target.value })} />}
      </Field>
      <Field label={t('emptyResponse')} hint={t('emptyResponseHint')}>
        {(control) => <Textarea {...control} rows={2} value={draft.emptyResponse} maxLength={10_000} onChange={(event) => onChange({ emptyResponse: event.target.value })} />}
      </Field>
      <Field label={t('language')} hint={t('languageHint')}>
        {(control) => (
          <Input {...control} value={draft.language ?? ''} maxLength={64} autoComplete="off" placeholder={t('languagePlaceholder')} onChange={(event) => onChange({ language: event.target.value === '' ? null : event.target.value })} />
        )}
      </Field>
      <div>
        <Checkbox label={t('showsQuotes')} checked={draft.showsQuotes} onChange={(event) => onChange({ showsQuotes: event.target.checked })} />
        <p className="pl-6 text-ink-muted">{t('showsQuotesHint')}</p>
      </div>
    </div>
  )
}

function BaseChoice({ chosen, onChoose }: { chosen: readonly string[]; onChoose: (ids: string[]) => void }) {
  const t = useTranslations('assistants.basic')
  const bases = useQuery(useTRPC().knowledge.list.queryOptions())
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 font-medium">{t('bases')}</legend>
      {bases.data?.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={chosen.includes(id)}
          disabled={!chosen.includes(id) && chosen.length >= 20}
          onChange={(event) => onChoose(event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))}
        />
      ))}
      <p className="text-ink-muted">{bases.data?.length === 0 ? t('noBases') : t('basesHint')}</p>
    </fieldset>
  )
}
