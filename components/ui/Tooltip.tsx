import * as Slot from 'radix-ui/slot'
import type { ReactNode } from 'react'

/** A short label beside its trigger on hover and focus, drawn by the one TooltipLayer. The trigger carries its own accessible name. */
export function Tooltip({ label, children }: { label: string; children: ReactNode }) {
  return <Slot.Root data-tooltip={label}>{children}</Slot.Root>
}
