import { type RefObject, useEffect, useRef } from 'react'

/** For a row of links that is wider than a phone: pushes it along until the page one is on can be seen in it. */
export function useHereInView(path: string): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null)
  useEffect(() => {
    const here = row.current?.querySelector('[aria-current]')
    if (!row.current || !here) return
    const [seen, link] = [row.current.getBoundingClientRect(), here.getBoundingClientRect()]
    row.current.scrollBy({ left: (link.left + link.right - seen.left - seen.right) / 2, behavior: 'instant' })
  }, [path])
  return row
}
