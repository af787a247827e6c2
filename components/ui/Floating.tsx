'use client'

import * as Slot from 'radix-ui/slot'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { followAnchor, type Placement } from '@/components/ui/followAnchor'

export const floatClass =
  'inset-auto z-50 max-h-[calc(100dvh-1rem)] max-w-[calc(100vw-1rem)] animate-appear overflow-y-auto rounded-surface border border-line bg-ground text-left text-ui font-normal whitespace-normal text-ink shadow-float outline-none'

/**
 * A trigger and what floats beside it: the platform's popover, in the top layer, closed by Escape and by a click elsewhere.
 * The content exists only while it is open; the focus moves to its first control and comes back by itself.
 */
export function Floating({
  trigger,
  children,
  open,
  onOpenChange,
  side,
  align,
  role,
  label,
  className,
  onKeyDown,
}: {
  trigger: ReactNode
  children: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  role: 'dialog' | 'menu'
  label?: string
  className: string
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
} & Placement) {
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const floating = useRef<HTMLDivElement>(null)
  const [isOpen, setIsOpen] = useState(false)

  const change = (next: boolean): void => {
    setIsOpen(next)
    onOpenChange?.(next)
  }

  useLayoutEffect(() => {
    if (isOpen && floating.current !== null && anchor.current !== null) return followAnchor(floating.current, anchor.current, { side, align })
  }, [isOpen, side, align])

  useEffect(() => {
    const element = floating.current
    // The browser opens it by itself, also before React is there to hear of it: opened again, it is told.
    if (element?.matches(':popover-open') !== true) return
    element.hidePopover()
    element.showPopover()
  }, [])

  useEffect(() => {
    // What the element does by itself it has said, and may be in the middle of: it refuses to be told meanwhile.
    if (open !== undefined && open !== isOpen) floating.current?.togglePopover(open)
  }, [open, isOpen])

  return (
    <>
      <Slot.Root ref={anchor} popoverTarget={id} aria-haspopup={role} aria-expanded={isOpen} aria-controls={isOpen ? id : undefined}>
        {trigger}
      </Slot.Root>
      <div
        ref={floating}
        id={id}
        popover="auto"
        role={role}
        aria-label={label}
        tabIndex={-1}
        className={`${floatClass} ${className}`}
        onKeyDown={onKeyDown}
        onBeforeToggle={(event) => {
          if (event.target === event.currentTarget && event.newState === 'open') change(true)
        }}
        onToggle={(event) => {
          if (event.target !== event.currentTarget) return
          if (event.newState === 'open') (firstControl(event.currentTarget) ?? event.currentTarget).focus()
          else change(false)
        }}
      >
        {isOpen && children}
      </div>
    </>
  )
}

function firstControl(element: HTMLElement): HTMLElement | null {
  return element.querySelector<HTMLElement>('[aria-checked="true"], input:not(:disabled), button:not(:disabled), a[href], textarea, select')
}
