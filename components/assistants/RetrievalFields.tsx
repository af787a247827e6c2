'use client'

import { useTranslations } from 'use-intl/react'
import type { Draft } from '@/components/assistants/draft'
import { ChoiceSetting } from '@/components/lab/settings/ChoiceSetting'
import { NumberSetting } from '@/components/lab/settings/NumberSetting'
import { useRerankers } from '@/components/lab/settings/useRerankers'
import { Checkbox } from '@/components/ui/Checkbox'
import { type RetrievalSettings, retrievalSettingsSchema, searchModes } from '@/server/retrieval/schema'

const usual = retrievalSettingsSchema.parse({})
const ownReranks = ['auto', 'none', 'lexical'] as const

/** How an assistant searches its bases: as each of them says, or one way for all. */
export function RetrievalFields({ value, onChange }: { value: Draft['retrieval']; onChange: (retrieval: Draft['retrieval']) => void }) {
  const t = useTranslations('assistants.model')
  return (
    <section aria-labelledby="retrieval" className="flex flex-col gap-3">
      <h2 id="retrieval" className="font-medium">
        {t('search')}
      </h2>
      <div>
        <Checkbox label={t('ownSearch')} checked={value !== null} onChange={(event) => onChange(event.target.checked ? usual : null)} />
        <p className="pl-6 text-ink-muted">{t('ownSearchHint')}</p>
      </div>
      {value !== null && <SearchSettings settings={value} onChange={(change) => onChange({ ...value, ...change })} />}
    </section>
  )
}

function SearchSettings({ settings, onChange }: { settings: RetrievalSettings; onChange: (change: Partial<RetrievalSettings>) => void }) {
  const t = useTranslations('lab.settings')
  const rerankers = useRerankers()
  const isKnown = ownReranks.some((own) => own === settings.rerank) || rerankers.some(({ id }) => id === settings.rerank)
  const models = isKnown ? rerankers : [...rerankers, { id: settings.rerank, name: settings.rerank }]
  const number = (key: 'limit' | 'candidates' | 'scoreThreshold' | 'neighbours', min: number, max: number, step = 1) => (
    <NumberSetting label={t(key)} hint={t(`${key}Hint`)} value={settings[key]} usual={usual[key]} min={min} max={max} step={step} onChange={(value) => onChange({ [key]: value ?? usual[key] })} />
  )
  return (
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
      {number('limit', 1, 64)}
      {number('candidates', 1, 1_024)}
      {number('scoreThreshold', 0, 1, 0.05)}
      {settings.mode === 'hybrid' && (
        <NumberSetting
          label={t('vectorWeight')}
          hint={t('vectorWeightHint', { value: t('automatic') })}
          value={settings.vectorWeight}
          usual={usual.vectorWeight}
          min={0}
          max={1}
          step={0.1}
          empty={t('automatic')}
          onChange={(vectorWeight) => onChange({ vectorWeight })}
        />
      )}
      {number('neighbours', 0, 3)}
    </div>
  )
}
