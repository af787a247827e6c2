'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import type { FieldsProps } from '@/components/assistants/draft'
import { RetrievalFields } from '@/components/assistants/RetrievalFields'
import { NumberSetting } from '@/components/lab/settings/NumberSetting'
import { Select } from '@/components/ui/Select'
import { modelParametersSchema } from '@/server/assistants/schema'
import { builtinChatModelId } from '@/server/models/facts'

const usual = modelParametersSchema.parse({})

const ranges = [
  { key: 'temperature', min: 0, max: 2, step: 0.1 },
  { key: 'topP', min: 0, max: 1, step: 0.1 },
  { key: 'presencePenalty', min: -2, max: 2, step: 0.1 },
  { key: 'frequencyPenalty', min: -2, max: 2, step: 0.1 },
  { key: 'maxTokens', min: 1, max: 1_000_000, step: 1 },
] as const

/** Which model answers and how it speaks, and how the bases are searched. */
export function ModelFields({ draft, onChange }: FieldsProps) {
  const t = useTranslations('assistants.model')
  const models = useQuery(useTRPC().models.overview.queryOptions(undefined, { staleTime: 60_000 }))
  const known = models.data?.chat ?? []
  const names = known.map(({ id, name }) => ({ value: id, label: id === builtinChatModelId ? t('builtin') : name }))
  const gone = draft.modelId === null || known.some(({ id }) => id === draft.modelId) ? [] : [{ value: draft.modelId, label: draft.modelId }]
  return (
    <div className="flex flex-col gap-6">
      <Select label={t('label')} value={draft.modelId ?? ''} onChange={(modelId) => onChange({ modelId: modelId === '' ? null : modelId })} options={[{ value: '', label: t('default'), hint: t('defaultHint') }, ...names, ...gone]} />
      <section aria-labelledby="parameters">
        <h2 id="parameters" className="mb-2 font-medium">
          {t('parameters')}
        </h2>
        <div className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-x-5 gap-y-3">
          {ranges.map(({ key, min, max, step }) => (
            <NumberSetting
              key={key}
              label={t(key)}
              hint={t(`${key}Hint`)}
              value={draft.parameters[key]}
              usual={usual[key]}
              min={min}
              max={max}
              step={step}
              empty={t('providers')}
              onChange={(value) => onChange({ parameters: { ...draft.parameters, [key]: value } })}
            />
          ))}
        </div>
      </section>
      <RetrievalFields value={draft.retrieval} onChange={(retrieval) => onChange({ retrieval })} />
    </div>
  )
}
