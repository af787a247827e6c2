'use client'

import { RotateCcw } from 'lucide-react'
import { type ComponentProps, useId } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Field } from '@/components/ui/Field'
import { IconButton } from '@/components/ui/IconButton'

/** A setting: its name, its control, what it means in a line, its default and the way back to it. */
export function SettingFrame({
  label,
  hint,
  usual,
  isUsual,
  error,
  onReset,
  children,
}: {
  label: string
  hint: string
  usual: string
  isUsual: boolean
  error?: string
  onReset: () => void
  children: ComponentProps<typeof Field>['children']
}) {
  const t = useTranslations('lab.settings')
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <div className="flex min-h-6 items-center gap-1">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {!isUsual && (
          <IconButton label={t('reset', { name: label, value: usual })} className="size-6! text-accent [&_svg]:size-3.5!" onClick={onReset}>
            <RotateCcw />
          </IconButton>
        )}
      </div>
      {children({ id, 'aria-describedby': `${id}-note`, 'aria-invalid': error === undefined ? undefined : true })}
      <p id={`${id}-note`} className={`text-xs ${error === undefined ? 'text-ink-muted' : 'text-danger'}`}>
        {error ?? `${hint} ${t('default', { value: usual })}`}
      </p>
    </div>
  )
}
