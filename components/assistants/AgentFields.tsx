'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import type { Draft, FieldsProps } from '@/components/assistants/draft'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Select } from '@/components/ui/Select'

/** Who answers: the model, a program at an address, or one that the operator installed. */
export function AgentFields({ draft, onChange }: FieldsProps) {
  const t = useTranslations('assistants.agent')
  const modules = useQuery(useTRPC().assistants.agentModules.queryOptions())
  const { agent } = draft
  const names = new Set([...(modules.data ?? []), ...(agent?.kind === 'module' ? [agent.name] : [])])
  const choices = [
    { value: 'model', label: t('model') },
    { value: 'http', label: t('http'), hint: t('httpHint') },
    ...[...names].map((name) => ({ value: `module:${name}`, label: name, hint: t('moduleHint') })),
  ]
  const choose = (value: string): Draft['agent'] => {
    if (value === 'model') return null
    return value === 'http' ? { kind: 'http', url: '' } : { kind: 'module', name: value.slice('module:'.length) }
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-muted">{t('text')}</p>
      <Select label={t('label')} value={agent === null ? 'model' : agent.kind === 'http' ? 'http' : `module:${agent.name}`} onChange={(value) => onChange({ agent: choose(value) })} options={choices} />
      {agent?.kind === 'http' && (
        <Field label={t('url')} hint={t('urlHint')}>
          {(control) => <Input {...control} type="url" inputMode="url" value={agent.url} maxLength={2_000} autoComplete="off" placeholder="https://agent.example.com/" onChange={(event) => onChange({ agent: { kind: 'http', url: event.target.value } })} />}
        </Field>
      )}
    </div>
  )
}
