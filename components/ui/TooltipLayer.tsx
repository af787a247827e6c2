'use client'

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { followAnchor } from '@/components/ui/followAnchor'

const delayMs = 400

/** Shows the `data-tooltip` of what the mouse rests on, or the keyboard has reached. Once in the layout. */
export function TooltipLayer() {
  const layer = useRef<HTMLDivElement>(null)
  const [target, setTarget] = useState<HTMLElement | null>(null)

  useEffect(() => followPointerAndFocus(setTarget), [])

  useLayoutEffect(() => {
    const element = layer.current
    if (element === null || target === null) return
    element.showPopover()
    const stop = followAnchor(element, target, { side: 'bottom', align: 'center' })
    return () => {
      stop()
      element.hidePopover()
    }
  }, [target])

  return (
    <div ref={layer} popover="manual" aria-hidden className="pointer-events-none inset-auto max-w-64 animate-appear rounded-control bg-ink px-2 py-1 text-xs text-ground shadow-float">
      {target?.dataset.tooltip}
    </div>
  )
}

function followPointerAndFocus(show: (target: HTMLElement | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const after = (ms: number, target: HTMLElement | null): void => {
    clearTimeout(timer)
    timer = setTimeout(() => show(target), ms)
  }
  const stop = new AbortController()
  const options = { signal: stop.signal, passive: true }
  const onPointer = (event: PointerEvent): void => {
    const target = labelled(event.target)
    if (event.pointerType === 'mouse') after(target === null ? 0 : delayMs, target)
  }
  // Focus that came back by itself, when a dialog or a menu closed, asks for no explanation.
  const onFocus = (event: FocusEvent): void => after(0, event.target instanceof Element && event.target.matches(':focus-visible') ? labelled(event.target) : null)
  const hide = (): void => after(0, null)
  document.addEventListener('pointerover', onPointer, options)
  document.addEventListener('focusin', onFocus, options)
  document.addEventListener('pointerdown', hide, options)
  document.addEventListener('keydown', (event) => (event.key === 'Escape' ? hide() : undefined), options)
  return () => {
    clearTimeout(timer)
    stop.abort()
  }
}

function labelled(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tooltip]') : null
}
