import type { ComponentProps } from 'react'

/** What every field to write into looks like. */
export const fieldClass =
  'w-full min-w-0 rounded-control border border-line bg-ground px-2.5 text-ui text-ink transition-colors hover:border-ink-muted/50 focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-danger aria-invalid:outline-danger disabled:opacity-60'

export function Input({ className = '', ...props }: ComponentProps<'input'>) {
  return <input className={`${fieldClass} h-8 pointer-coarse:h-11 ${className}`} {...props} />
}
