import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type Anchor, anchorIn, topIn } from '@/components/chat/anchor'

/** How far from the end still counts as the end, in pixels. */
const nearEnd = 48
/** How far above and below the view messages are drawn, so that few readers are faster. */
const aheadPx = 1_500

/** Tells a row when it comes near the view and when it leaves, and how high it was then; returns the end of it. */
export type Watch = (row: Element, onChange: (isNear: boolean, height: number) => void) => () => void

export interface ReadingPlace {
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Its children are the rows. */
  readonly list: RefObject<HTMLDivElement | null>
  readonly isAtEnd: boolean
  toEnd: () => void
  /** Takes the reader to a row, or brings a part of one into the middle of the view. */
  goTo: (element: Element, block?: 'start' | 'center') => void
  readonly watch: Watch
}

/**
 * Where a reader is in a list that grows at its end and is measured only where it is seen. At the end, the end is kept in view; anywhere
 * else what is being read stays where it is, whatever above it is drawn, loaded or folded in. It begins at the end.
 */
export function useReadingPlace(): ReadingPlace {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const held = useRef<'end' | Anchor>('end')
  /** Where we scrolled to ourselves: anything else is the reader's doing. */
  const own = useRef(0)
  const [isAtEnd, setIsAtEnd] = useState(true)

  const scrollTo = useCallback((view: Element, top: number) => {
    view.scrollTop = top
    own.current = view.scrollTop
  }, [])

  const keep = useCallback(() => {
    const view = scroller.current
    if (view === null) return
    if (held.current === 'end') return scrollTo(view, view.scrollHeight)
    const place = held.current.find(({ element }) => element.isConnected)
    const moved = place === undefined ? 0 : topIn(view, place.element) - place.top
    if (Math.abs(moved) >= 1) scrollTo(view, view.scrollTop + moved)
  }, [scrollTo])

  // The button that says otherwise goes with the scrolling that this causes.
  const toEnd = useCallback(() => {
    held.current = 'end'
    keep()
  }, [keep])

  const goTo = useCallback((element: Element, block: 'start' | 'center' = 'start') => {
    const view = scroller.current
    if (view === null) return
    element.scrollIntoView({ block, behavior: 'instant' })
    own.current = view.scrollTop
    const row = element.closest('[data-message]')
    held.current = [element, ...(row === null ? [] : [row])].map((place) => ({ element: place, top: topIn(view, place) }))
  }, [])

  useLayoutEffect(toEnd, [toEnd])

  useEffect(() => {
    const [view, rows] = [scroller.current, list.current]
    if (view === null || rows === null) return
    const isNear = (): boolean => view.scrollHeight - view.scrollTop - view.clientHeight < nearEnd
    const onScroll = (): void => {
      if (Math.abs(view.scrollTop - own.current) >= 1) held.current = isNear() ? 'end' : anchorIn(view, rows)
      setIsAtEnd(held.current === 'end' || isNear())
    }
    const sizes = new ResizeObserver(keep)
    view.addEventListener('scroll', onScroll, { passive: true })
    sizes.observe(rows)
    sizes.observe(view)
    return () => {
      view.removeEventListener('scroll', onScroll)
      sizes.disconnect()
    }
  }, [keep])

  return { scroller, list, isAtEnd, toEnd, goTo, watch: useWatch(scroller) }
}

function useWatch(scroller: RefObject<HTMLElement | null>): Watch {
  const observer = useRef<IntersectionObserver | null>(null)
  const listeners = useRef(new Map<Element, Parameters<Watch>[1]>())
  useEffect(
    () => () => {
      observer.current?.disconnect()
      observer.current = null
    },
    [],
  )
  return useCallback<Watch>(
    (row, onChange) => {
      observer.current ??= new IntersectionObserver(
        (entries) => {
          for (const { target, isIntersecting, boundingClientRect } of entries) listeners.current.get(target)?.(isIntersecting, boundingClientRect.height)
        },
        { root: scroller.current, rootMargin: `${aheadPx}px 0px` },
      )
      listeners.current.set(row, onChange)
      observer.current.observe(row)
      return () => {
        listeners.current.delete(row)
        observer.current?.unobserve(row)
      }
    },
    [scroller],
  )
}
