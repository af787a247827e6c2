export interface Placement {
  side: 'top' | 'bottom' | 'left' | 'right'
  align: 'start' | 'center' | 'end'
}

const opposite = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const satisfies Record<Placement['side'], Placement['side']>
/** Pixels between the two, and between the floating element and the edge of the window. */
const gap = 6
const margin = 8

/** Keeps an element of the top layer beside its anchor until the result is called; where there is no room it takes the other side. */
export function followAnchor(floating: HTMLElement, anchor: HTMLElement, placement: Placement): () => void {
  const place = (): void => {
    const { left, top } = positionOf(floating, anchor.getBoundingClientRect(), placement)
    floating.style.left = `${left}px`
    floating.style.top = `${top}px`
  }
  // Told of the first size as well, after the layout and before the paint: nothing is seen at a wrong place.
  const sizes = new ResizeObserver(place)
  sizes.observe(floating)
  sizes.observe(anchor)
  window.addEventListener('resize', place)
  document.addEventListener('scroll', place, { capture: true, passive: true })
  return () => {
    sizes.disconnect()
    window.removeEventListener('resize', place)
    document.removeEventListener('scroll', place, { capture: true })
  }
}

function positionOf(floating: HTMLElement, anchor: DOMRect, { side, align }: Placement): { left: number; top: number } {
  const { offsetWidth: width, offsetHeight: height } = floating
  const { clientWidth, clientHeight } = document.documentElement
  const isVertical = side === 'top' || side === 'bottom'
  const room = { top: anchor.top, bottom: clientHeight - anchor.bottom, left: anchor.left, right: clientWidth - anchor.right }
  const fits = room[side] >= (isVertical ? height : width) + gap + margin
  const chosen = fits || room[side] >= room[opposite[side]] ? side : opposite[side]
  const across = { top: anchor.top - gap - height, bottom: anchor.bottom + gap, left: anchor.left - gap - width, right: anchor.right + gap }[chosen]
  const left = isVertical ? aligned(anchor.left, anchor.right, width, align) : across
  const top = isVertical ? across : aligned(anchor.top, anchor.bottom, height, align)
  return { left: within(left, clientWidth - width), top: within(top, clientHeight - height) }
}

function aligned(start: number, end: number, length: number, align: Placement['align']): number {
  switch (align) {
    case 'start':
      return start
    case 'center':
      return (start + end - length) / 2
    case 'end':
      return end - length
  }
}

function within(position: number, free: number): number {
  return Math.max(margin, Math.min(position, free - margin))
}
