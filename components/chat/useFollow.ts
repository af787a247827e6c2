import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** How far from the end still counts as the end, in pixels. */
const nearEnd = 48

/**
 * Keeps the end of a growing list in view, but only while the reader is there: one turn of the wheel upwards and the text stays put.
 * It begins at the end.
 */
export function useFollow(): {
  scroller: RefObject<HTMLDivElement | null>
  content: RefObject<HTMLDivElement | null>
  isAtEnd: boolean
  toEnd: () => void
  /** Stays where the reader is taken, whatever grows. */
  leaveEnd: () => void
} {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const isFollowing = useRef(true)
  const [isAtEnd, setIsAtEnd] = useState(true)

  // The button that says otherwise goes with the scrolling that this causes.
  const toEnd = useCallback(() => {
    isFollowing.current = true
    const view = scroller.current
    if (view !== null) view.scrollTop = view.scrollHeight
  }, [])

  const leaveEnd = useCallback(() => {
    isFollowing.current = false
  }, [])

  useLayoutEffect(toEnd, [toEnd])

  useEffect(() => {
    const [view, list] = [scroller.current, content.current]
    if (view === null || list === null) return
    const isNear = (): boolean => view.scrollHeight - view.scrollTop - view.clientHeight < nearEnd
    let lastTop = view.scrollTop
    const onScroll = (): void => {
      // Growing content also scrolls; only the reader scrolls upwards.
      if (view.scrollTop < lastTop && !isNear()) isFollowing.current = false
      else if (isNear()) isFollowing.current = true
      lastTop = view.scrollTop
      setIsAtEnd(isFollowing.current)
    }
    const growth = new ResizeObserver(() => {
      if (isFollowing.current) view.scrollTop = view.scrollHeight
    })
    view.addEventListener('scroll', onScroll, { passive: true })
    growth.observe(list)
    growth.observe(view)
    return () => {
      view.removeEventListener('scroll', onScroll)
      growth.disconnect()
    }
  }, [])

  return { scroller, content, isAtEnd, toEnd, leaveEnd }
}
