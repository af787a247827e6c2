'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { SettingFrame } from '@/components/lab/settings/SettingFrame'
import { Input } from '@/components/ui/Input'

/** A number in a range, told as soon as it is one; what is typed on the way there is kept here. */
export function NumberSetting({
  label,
  hint,
  value,
  usual,
  min,
  max,
  step = 1,
  empty,
  onChange,
}: {
  label: string
  hint: string
  /** null: left to the product, where `empty` says so. */
  value: number | null
  usual: number | null
  min: number
  max: number
  step?: number
  /** What an empty field means, for a number that may be left out. */
  empty?: string
  onChange: (value: number | null) => void
}) {
  const t = useTranslations('lab.settings')
  const [typed, setTyped] = useState<string | null>(null)
  const valueOf = (text: string): number | null | undefined => {
    if (text.trim() === '') return empty === undefined ? undefined : null
    const number = Number(text)
    return number >= min && number <= max && (step < 1 || Number.isInteger(number)) ? number : undefined
  }
  return (
    <SettingFrame
      label={label}
      hint={hint}
      usual={usual === null ? (empty ?? '') : String(usual)}
      isUsual={value === usual}
      error={typed === null || valueOf(typed) !== undefined ? undefined : t('range', { min, max })}
      onReset={() => {
        setTyped(null)
        onChange(usual)
      }}
    >
      {(control) => (
        <Input
          {...control}
          type="number"
          inputMode={step < 1 ? 'decimal' : 'numeric'}
          min={min}
          max={max}
          step={step}
          placeholder={empty}
          value={typed ?? value ?? ''}
          onChange={(event) => {
            setTyped(event.target.value)
            const next = valueOf(event.target.value)
            if (next !== undefined) onChange(next)
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </SettingFrame>
  )
}
