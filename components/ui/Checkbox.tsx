import type { ComponentProps } from 'react'

/** A checkbox with its label; `isLabelHidden` leaves the label to screen readers, as in the rows of a table. */
export function Checkbox({
  label,
  isLabelHidden = false,
  isIndeterminate = false,
  className = '',
  ...props
}: { label: string; isLabelHidden?: boolean; isIndeterminate?: boolean } & Omit<ComponentProps<'input'>, 'type' | 'ref'>) {
  return (
    <label className={`inline-flex items-center gap-2 has-disabled:opacity-50 pointer-coarse:min-h-10 ${className}`}>
      <input
        type="checkbox"
        className="size-4 shrink-0 accent-accent"
        ref={(input) => {
          // The mixed state exists as a property only, there is no attribute for it.
          if (input !== null) input.indeterminate = isIndeterminate
        }}
        {...props}
      />
      <span className={isLabelHidden ? 'sr-only' : ''}>{label}</span>
    </label>
  )
}
