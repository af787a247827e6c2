'use client'

import * as Slot from 'radix-ui/slot'
import { type PointerEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { floatClass } from '@/components/ui/Floating'
import { followAnchor } from '@/components/ui/followAnchor'

const openAfterMs = 200
/** Long enough to reach the card. */
const closeAfterMs = 100

/** A trigger, and a card above it while the mouse rests on one of the two, or the keyboard has reached the trigger. A press closes the card. */
export function HoverCard({ trigger, isAllowed, children }: { trigger: ReactNode; isAllowed: boolean; children: ReactNode }) {
  const anchor = useRef<HTMLButtonElement>(null)
  const card = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [isWanted, setIsWanted] = useState(false)
  const isOpen = isWanted && isAllowed

  const after = (ms: number, next: boolean): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setIsWanted(next), ms)
  }
  const enter = (event: PointerEvent): void => (event.pointerType === 'touch' ? undefined : after(openAfterMs, true))
  const leave = (): void => after(closeAfterMs, false)
  useEffect(() => () => clearTimeout(timer.current), [])

  useLayoutEffect(() => {
    if (!isOpen || card.current === null || anchor.current === null) return
    card.current.showPopover()
    return followAnchor(card.current, anchor.current, { side: 'top', align: 'center' })
  }, [isOpen])

  useEffect(() => {
    if (!isOpen) return
    const stop = new AbortController()
    document.addEventListener('keydown', ({ key }) => (key === 'Escape' ? setIsWanted(false) : undefined), { signal: stop.signal })
    return () => stop.abort()
  }, [isOpen])

  return (
    <>
      <Slot.Root
        ref={anchor}
        onPointerEnter={enter}
        onPointerLeave={leave}
        onFocus={(event) => (event.currentTarget.matches(':focus-visible') ? after(openAfterMs, true) : undefined)}
        onBlur={leave}
        onClick={() => after(0, false)}
      >
        {trigger}
      </Slot.Root>
      {isOpen &&
        createPortal(
          <div ref={card} popover="manual" onPointerEnter={() => after(0, true)} onPointerLeave={leave} className={`w-80 p-3 ${floatClass}`}>
            {children}
          </div>,
          document.body,
        )}
    </>
  )
}
