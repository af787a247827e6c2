import type { ComponentProps } from 'react'

/** A button with an icon of 16 px for a face; its label is read out, and shown as a tooltip. */
export function IconButton({ label, className = '', type = 'button', ...props }: { label: string } & ComponentProps<'button'>) {
  return (
    <button
      type={type}
      aria-label={label}
      data-tooltip={label}
      className={`inline-flex size-8 shrink-0 items-center justify-center rounded-control text-ink-muted transition-colors hover:bg-ink/6 hover:text-ink aria-expanded:bg-ink/6 disabled:pointer-events-none disabled:opacity-50 pointer-coarse:size-10 [&_svg]:size-4 [&_svg]:stroke-[1.75] ${className}`}
      {...props}
    />
  )
}
