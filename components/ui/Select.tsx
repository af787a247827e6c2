'use client'

import { ChevronDown } from 'lucide-react'
import { Field } from '@/components/ui/Field'
import { fieldClass } from '@/components/ui/Input'

export interface SelectOption<Value extends string> {
  value: Value
  label: string
  /** What the choice means; shown under the control while it is chosen. */
  hint?: string
}

/** The platform's own list of choices: known to every keyboard, screen reader and phone. */
export function Select<Value extends string>({
  label,
  value,
  onChange,
  options,
  isDisabled = false,
}: {
  label: string
  value: Value
  onChange: (value: Value) => void
  options: readonly SelectOption<Value>[]
  isDisabled?: boolean
}) {
  const choose = (next: string) => {
    const option = options.find((candidate) => candidate.value === next)
    if (option !== undefined) onChange(option.value)
  }
  return (
    <Field label={label} hint={options.find((option) => option.value === value)?.hint}>
      {(control) => (
        <div className="relative">
          <select
            {...control}
            value={value}
            disabled={isDisabled}
            onChange={(event) => choose(event.target.value)}
            className={`${fieldClass} h-8 appearance-none pr-8 pointer-coarse:h-11`}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 stroke-[1.75] text-ink-muted" />
        </div>
      )}
    </Field>
  )
}
