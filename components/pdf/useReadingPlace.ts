import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { scrollerOf } from '@/components/documents/keepPlace'

/** A place in the pages: a page, counted from 1, and how far down it, where 0 is its top and 1 its end. */
interface Place {
  readonly page: number
  readonly depth: number
}

/** Who reads looks about here, as a part of the height of the view. */
const eyeLevel = 0.2

export interface ReadingPlace {
  readonly page: number
  readonly goTo: (page: number) => void
  /** Goes to a page unless a part of it is in view. */
  readonly goNear: (page: number) => void
}

/** Which page is read, and the ways to another one. The place stays at the height of the eye when the pages become wider or narrower. */
export function useReadingPlace(column: RefObject<HTMLElement | null>, width: number): ReadingPlace {
  const [page, setPage] = useState(1)
  const place = useRef<Place | undefined>(undefined)

  // Follows the scrolling of whatever holds the pages.
  useEffect(() => {
    let frame = 0
    const look = (): void => {
      frame = 0
      place.current = column.current === null ? undefined : placeIn(column.current)
      if (place.current !== undefined) setPage(place.current.page)
    }
    const onScroll = (): void => {
      frame ||= requestAnimationFrame(look)
    }
    onScroll()
    // Scrolling does not bubble, but it can be captured.
    addEventListener('scroll', onScroll, { capture: true, passive: true })
    return () => {
      removeEventListener('scroll', onScroll, { capture: true })
      cancelAnimationFrame(frame)
    }
  }, [column])

  useLayoutEffect(() => {
    if (width > 0 && column.current !== null && place.current !== undefined) bringTo(column.current, place.current)
  }, [column, width])

  const goTo = useCallback((wanted: number) => column.current?.children[wanted - 1]?.scrollIntoView({ block: 'start', inline: 'nearest' }), [column])
  const goNear = useCallback(
    (wanted: number) => {
      const sheet = column.current?.children[wanted - 1]
      if (sheet === undefined) return
      const view = viewOf(sheet)
      const { top, bottom } = sheet.getBoundingClientRect()
      if (bottom <= view.top || top >= view.bottom) goTo(wanted)
    },
    [column, goTo],
  )
  return { page, goTo, goNear }
}

/** What is seen of whatever scrolls an element, in pixels of the window. */
function viewOf(element: Element): { top: number; bottom: number } {
  const { top = 0, bottom = innerHeight } = scrollerOf(element)?.getBoundingClientRect() ?? {}
  return { top: Math.max(0, top), bottom: Math.min(innerHeight, bottom) }
}

function eyeOf(column: Element): number {
  const { top, bottom } = viewOf(column)
  return top + (bottom - top) * eyeLevel
}

/** Undefined while the pages have not come up to the height of the eye. */
function placeIn(column: Element): Place | undefined {
  const eye = eyeOf(column)
  let [low, high] = [0, column.children.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((column.children[middle]?.getBoundingClientRect().bottom ?? 0) < eye) low = middle + 1
    else high = middle
  }
  const box = column.children[low]?.getBoundingClientRect()
  return box === undefined || (low === 0 && box.top > eye) ? undefined : { page: low + 1, depth: (eye - box.top) / box.height }
}

function bringTo(column: Element, { page, depth }: Place): void {
  const box = column.children[page - 1]?.getBoundingClientRect()
  if (box !== undefined) scrollerOf(column)?.scrollBy({ top: box.top + depth * box.height - eyeOf(column), behavior: 'instant' })
}
