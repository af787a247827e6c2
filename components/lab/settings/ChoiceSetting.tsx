'use client'

import { ChevronDown } from 'lucide-react'
import { SettingFrame } from '@/components/lab/settings/SettingFrame'
import { fieldClass } from '@/components/ui/Input'
import type { SelectOption } from '@/components/ui/Select'

/** One of some ways, each with its meaning. */
export function ChoiceSetting<Value extends string>({
  label,
  value,
  usual,
  options,
  onChange,
}: {
  label: string
  value: Value
  usual: Value
  options: readonly SelectOption<Value>[]
  onChange: (value: Value) => void
}) {
  const labelOf = (wanted: Value): string => options.find((option) => option.value === wanted)?.label ?? wanted
  const choose = (next: string) => {
    const option = options.find((candidate) => candidate.value === next)
    if (option !== undefined) onChange(option.value)
  }
  return (
    <SettingFrame label={label} hint={options.find((option) => option.value === value)?.hint ?? ''} usual={labelOf(usual)} isUsual={value === usual} onReset={() => onChange(usual)}>
      {(control) => (
        <div className="relative">
          <select {...control} value={value} onChange={(event) => choose(event.target.value)} className={`${fieldClass} h-8 appearance-none pr-8 pointer-coarse:h-11`}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 stroke-[1.75] text-ink-muted" />
        </div>
      )}
    </SettingFrame>
  )
}
