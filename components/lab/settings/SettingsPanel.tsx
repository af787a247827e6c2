'use client'

import { useTranslations } from 'use-intl/react'
import { ChoiceSetting } from '@/components/lab/settings/ChoiceSetting'
import { EmbeddingNote } from '@/components/lab/settings/EmbeddingNote'
import { FilterSettings } from '@/components/lab/settings/FilterSettings'
import { NumberSetting } from '@/components/lab/settings/NumberSetting'
import { defaultSettings as usual } from '@/components/lab/settings/settings'
import { useRerankers } from '@/components/lab/settings/useRerankers'
import { builtinEmbeddingModelId } from '@/server/models/facts'
import { type RetrievalSettings, searchModes } from '@/server/retrieval/schema'

const ownReranks = ['auto', 'none', 'lexical'] as const

/** How a column asks; every change is told at once. */
export function SettingsPanel({ baseId, embeddingModel, settings, onChange }: { baseId: string; embeddingModel: string; settings: RetrievalSettings; onChange: (change: Partial<RetrievalSettings>) => void }) {
  const t = useTranslations('lab.settings')
  const rerankers = useRerankers()
  const models = rerankers.some(({ id }) => id === settings.rerank) || ownReranks.some((own) => own === settings.rerank) ? rerankers : [...rerankers, { id: settings.rerank, name: settings.rerank }]
  const automaticWeight = `${t('automatic')}, ${embeddingModel === builtinEmbeddingModelId ? 0 : 0.5}`
  return (
    <div className="flex flex-col gap-4 py-3">
      <EmbeddingNote baseId={baseId} embeddingModel={embeddingModel} />
      <div className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-x-5 gap-y-3">
        <ChoiceSetting
          label={t('mode')}
          value={settings.mode}
          usual={usual.mode}
          onChange={(mode) => onChange({ mode })}
          options={searchModes.map((mode) => ({ value: mode, label: t(`modes.${mode}`), hint: t(`modeHints.${mode}`) }))}
        />
        <ChoiceSetting
          label={t('rerank')}
          value={settings.rerank}
          usual={usual.rerank}
          onChange={(rerank) => onChange({ rerank })}
          options={[...ownReranks.map((own) => ({ value: own, label: t(`reranks.${own}`), hint: t(`rerankHints.${own}`) })), ...models.map(({ id, name }) => ({ value: id, label: name, hint: t('rerankHints.model') }))]}
        />
        <NumberSetting label={t('limit')} hint={t('limitHint')} value={settings.limit} usual={usual.limit} min={1} max={64} onChange={(limit) => onChange({ limit: limit ?? usual.limit })} />
        <NumberSetting
          label={t('candidates')}
          hint={t('candidatesHint')}
          value={settings.candidates}
          usual={usual.candidates}
          min={1}
          max={1_024}
          onChange={(candidates) => onChange({ candidates: candidates ?? usual.candidates })}
        />
        <NumberSetting
          label={t('scoreThreshold')}
          hint={t('scoreThresholdHint')}
          value={settings.scoreThreshold}
          usual={usual.scoreThreshold}
          min={0}
          max={1}
          step={0.05}
          onChange={(scoreThreshold) => onChange({ scoreThreshold: scoreThreshold ?? usual.scoreThreshold })}
        />
        {settings.mode === 'mmr' && (
          <NumberSetting label={t('lambda')} hint={t('lambdaHint')} value={settings.lambda} usual={usual.lambda} min={0} max={1} step={0.1} onChange={(lambda) => onChange({ lambda: lambda ?? usual.lambda })} />
        )}
        {settings.mode === 'hybrid' && (
          <NumberSetting
            label={t('vectorWeight')}
            hint={t('vectorWeightHint', { value: automaticWeight })}
            value={settings.vectorWeight}
            usual={usual.vectorWeight}
            min={0}
            max={1}
            step={0.1}
            empty={automaticWeight}
            onChange={(vectorWeight) => onChange({ vectorWeight })}
          />
        )}
        <NumberSetting label={t('neighbours')} hint={t('neighboursHint')} value={settings.neighbours} usual={usual.neighbours} min={0} max={3} onChange={(neighbours) => onChange({ neighbours: neighbours ?? usual.neighbours })} />
      </div>
      <FilterSettings baseId={baseId} filters={settings.filters} onChange={(filters) => onChange({ filters })} />
    </div>
  )
}
