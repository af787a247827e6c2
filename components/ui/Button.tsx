import type { ComponentProps } from 'react'

const variants = {
  primary: 'bg-accent text-on-accent hover:bg-accent/90',
  secondary: 'border border-line bg-ground text-ink hover:bg-raised',
  ghost: 'text-ink hover:bg-ink/6',
  danger: 'border border-line bg-ground text-danger hover:border-danger/50 hover:bg-danger/8',
} as const

const sizes = {
  sm: 'h-7 px-2.5 pointer-coarse:h-10',
  md: 'h-8 px-3 pointer-coarse:h-11',
} as const

export interface ButtonLook {
  variant?: keyof typeof variants
  size?: keyof typeof sizes
}

/** The classes of a button, for links that look like one. */
export function buttonClass({ variant = 'secondary', size = 'md' }: ButtonLook = {}): string {
  const base =
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control text-ui font-medium whitespace-nowrap transition-colors disabled:pointer-events-none disabled:opacity-50'
  return `${base} ${variants[variant]} ${sizes[size]}`
}

/** A button; it submits nothing unless its type says so. */
export function Button({ variant, size, className = '', type = 'button', ...props }: ButtonLook & ComponentProps<'button'>) {
  return <button type={type} className={`${buttonClass({ variant, size })} ${className}`} {...props} />
}
