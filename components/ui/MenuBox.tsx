'use client'

import type { ComponentProps, KeyboardEvent, ReactNode } from 'react'
import { Floating } from '@/components/ui/Floating'
import type { Placement } from '@/components/ui/followAnchor'

/** A button that opens a menu of `MenuButton`s: arrows, Home, End and first letters move through it, Tab leaves it. */
export function MenuBox({
  trigger,
  children,
  side = 'bottom',
  align = 'end',
  className = 'min-w-40',
}: { trigger: ReactNode; children: ReactNode; className?: string } & Partial<Placement>) {
  return (
    <Floating trigger={trigger} side={side} align={align} role="menu" className={`p-1 ${className}`} onKeyDown={move}>
      {children}
    </Floating>
  )
}

export const menuItemClass =
  'flex w-full items-center gap-2 rounded-control px-2 py-1.5 text-left outline-none select-none hover:bg-ink/6 data-highlighted:bg-ink/6 focus-visible:bg-ink/6 disabled:pointer-events-none disabled:opacity-50 pointer-coarse:py-2.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.75]'

/** One line of a menu. */
export function MenuButton({ role = 'menuitem', className = '', ...props }: { role?: 'menuitem' | 'menuitemradio' } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      role={role}
      tabIndex={-1}
      className={`${menuItemClass} ${className}`}
      {...props}
    />
  )
}

/** Closes the menu around an element; the focus goes back to its trigger. */
export function closeMenu(inside: Element): void {
  inside.closest<HTMLElement>('[popover]')?.hidePopover()
}

function move(event: KeyboardEvent<HTMLElement>): void {
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)')]
  const here = lines.findIndex((line) => line === document.activeElement)
  const target = targetOf(event.key, lines, here)
  if (event.key === 'Tab') closeMenu(event.currentTarget)
  if (target === undefined) return
  event.preventDefault()
  target.focus()
}

function targetOf(key: string, lines: readonly HTMLElement[], here: number): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return lines[(here + 1) % lines.length]
    case 'ArrowUp':
      return lines.at(here <= 0 ? -1 : here - 1)
    case 'Home':
      return lines[0]
    case 'End':
      return lines.at(-1)
    default: {
      if (key.length !== 1 || key === ' ') return undefined
      const after = [...lines.slice(here + 1), ...lines.slice(0, here + 1)]
      return after.find((line) => line.textContent.trim().toLocaleLowerCase().startsWith(key.toLocaleLowerCase()))
    }
  }
}
