'use client'

import type { ReactNode } from 'react'
import { Floating } from '@/components/ui/Floating'
import type { Placement } from '@/components/ui/followAnchor'

/** A surface that floats beside its trigger, a button. Give `open` and `onOpenChange` to steer it, or leave both to it. */
export function Popover({
  trigger,
  children,
  open,
  onOpenChange,
  label,
  side = 'bottom',
  align = 'start',
  className = 'w-72 p-3',
}: {
  trigger: ReactNode
  children: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  label?: string
  className?: string
} & Partial<Placement>) {
  return (
    <Floating trigger={trigger} open={open} onOpenChange={onOpenChange} side={side} align={align} role="dialog" label={label} className={className}>
      {children}
    </Floating>
  )
}
