'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Select } from '@/components/ui/Select'
import { type Chunking, chunkMethods, chunkMethodSchema, chunkTokensRange, delimiterLine, delimitersIn } from '@/server/ingestion/schema'

/** How documents are cut. Every change is told at once; numbers that cannot be are left where they were until they can. */
export function ChunkingForm({ value, onChange }: { value: Chunking; onChange: (chunking: Chunking) => void }) {
  const t = useTranslations('indexing.cutting')
  const methods = useTranslations('indexing.list.methods')
  const [delimiters, setDelimiters] = useState(delimiterLine(value.delimiters))
  const hasSize = chunkMethods[value.method].timesChunkTokens !== null
  return (
    <div className="flex flex-col gap-4">
      <Select
        label={t('method')}
        value={value.method}
        onChange={(method) => onChange({ ...value, method })}
        options={chunkMethodSchema.options.map((method) => ({ value: method, label: methods(method), hint: t(`hints.${method}`) }))}
      />
      {hasSize && (
        <div className="grid grid-cols-2 gap-4">
          <TokensField label={t('size')} value={value.chunkTokens} {...chunkTokensRange} onChange={(chunkTokens) => onChange({ ...value, chunkTokens, overlapTokens: Math.min(value.overlapTokens, Math.floor(chunkTokens / 2)) })} />
          <TokensField label={t('overlap')} value={value.overlapTokens} min={0} max={Math.floor(value.chunkTokens / 2)} onChange={(overlapTokens) => onChange({ ...value, overlapTokens })} />
        </div>
      )}
      <Field label={t('delimiters')} hint={t('delimitersHint')}>
        {(control) => (
          <Input
            {...control}
            value={delimiters}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            onChange={(event) => {
              setDelimiters(event.target.value)
              onChange({ ...value, delimiters: delimitersIn(event.target.value) })
            }}
          />
        )}
      </Field>
    </div>
  )
}

/** A whole number in a range; what is typed on the way to one is kept here. */
function TokensField({ label, value, min, max, onChange }: { label: string; value: number; min: number; max: number; onChange: (value: number) => void }) {
  const t = useTranslations('indexing.cutting')
  const [typed, setTyped] = useState<string | null>(null)
  const isAllowed = (number: number): boolean => Number.isInteger(number) && number >= min && number <= max
  return (
    <Field label={label} error={typed === null || isAllowed(Number(typed)) ? undefined : t('range', { min, max })}>
      {(control) => (
        <Input
          {...control}
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          value={typed ?? value}
          onChange={(event) => {
            setTyped(event.target.value)
            if (event.target.value !== '' && isAllowed(Number(event.target.value))) onChange(Number(event.target.value))
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </Field>
  )
}
