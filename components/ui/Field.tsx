'use client'

import { type ReactNode, useId } from 'react'

/** Label, control, hint and error of one field, tied together for screen readers; `children` gets the ids to put on the control. */
export function Field({
  label,
  hint,
  error,
  children,
}: {
  label: string
  hint?: string
  error?: string
  children: (control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined }) => ReactNode
}) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, 'aria-describedby': note === undefined ? undefined : `${id}-note`, 'aria-invalid': error === undefined ? undefined : true })}
      {note !== undefined && (
        <p id={`${id}-note`} className={error === undefined ? 'text-ink-muted' : 'text-danger'}>
          {note}
        </p>
      )}
    </div>
  )
}
