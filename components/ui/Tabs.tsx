'use client'

import * as RadixTabs from 'radix-ui/tabs'
import type { ReactNode } from 'react'

export interface Tab<Value extends string> {
  value: Value
  label: string
  content: ReactNode
}

/** Views of one thing, one at a time. Give `value` and `onChange` to steer it (an address, say), or leave it to start at the first. */
export function Tabs<Value extends string>({
  label,
  tabs,
  value,
  onChange,
}: {
  label: string
  tabs: readonly Tab<Value>[]
  value?: Value
  onChange?: (value: Value) => void
}) {
  const choose = (next: string) => {
    const tab = tabs.find((candidate) => candidate.value === next)
    if (tab !== undefined) onChange?.(tab.value)
  }
  return (
    <RadixTabs.Root value={value} defaultValue={value === undefined ? tabs[0]?.value : undefined} onValueChange={choose}>
      <RadixTabs.List aria-label={label} className="flex gap-4 overflow-x-auto shadow-[inset_0_-1px_var(--line)] [scrollbar-width:none]">
        {tabs.map((tab) => (
          <RadixTabs.Trigger
            key={tab.value}
            value={tab.value}
            className="shrink-0 border-b-2 border-transparent py-2 -outline-offset-2 text-ink-muted transition-colors hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink pointer-coarse:py-3"
          >
            {tab.label}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {tabs.map((tab) => (
        <RadixTabs.Content key={tab.value} value={tab.value} className="pt-4 outline-offset-4">
          {tab.content}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  )
}
