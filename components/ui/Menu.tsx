'use client'

import type { ReactNode } from 'react'
import { closeMenu, MenuBox, MenuButton } from '@/components/ui/MenuBox'

export { floatClass } from '@/components/ui/Floating'
export { menuItemClass } from '@/components/ui/MenuBox'

export interface MenuItem {
  label: string
  icon?: ReactNode
  onSelect: () => void
  isDanger?: boolean
  isDisabled?: boolean
}

/** A button that opens a list of verbs. */
export function Menu({ trigger, items, align = 'end' }: { trigger: ReactNode; items: readonly MenuItem[]; align?: 'start' | 'end' }) {
  return (
    <MenuBox trigger={trigger} align={align}>
      {items.map((item) => (
        <MenuButton
          key={item.label}
          disabled={item.isDisabled ?? false}
          className={item.isDanger === true ? 'text-danger' : '[&_svg]:text-ink-muted'}
          onClick={(event) => {
            // First the menu, so that a dialog finds the focus on the trigger and gives it back there.
            closeMenu(event.currentTarget)
            item.onSelect()
          }}
        >
          {item.icon}
          {item.label}
        </MenuButton>
      ))}
    </MenuBox>
  )
}
