import { type RefObject, useEffect } from 'react'
import { scrollerOf } from '@/components/documents/keepPlace'

/** A line or two of the last view is seen again in the next. */
const step = 0.88

/** PageUp and PageDown turn the view of an element also while nothing is focused, or what holds it. */
export function usePageKeys(element: RefObject<Element | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const direction = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : 0
      const scroller = element.current && scrollerOf(element.current)
      if (direction === 0 || scroller === null || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      if (!(event.target instanceof Node && event.target.contains(scroller))) return
      event.preventDefault()
      scroller.scrollBy({ top: direction * step * scroller.clientHeight })
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [element])
}
