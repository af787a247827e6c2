import { useEffect, useRef } from 'react'

/** Calls `onSeen` whenever the element comes into view. */
export function useWhenSeen(onSeen: () => void) {
  const latest = useRef(onSeen)
  useEffect(() => {
    latest.current = onSeen
  })
  const observer = useRef<IntersectionObserver | null>(null)
  return (element: HTMLElement | null): void => {
    observer.current?.disconnect()
    if (element === null) return
    observer.current = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) latest.current()
    })
    observer.current.observe(element)
  }
}
