import { scrollerOf } from '@/components/documents/keepPlace'

/** Tells when an element comes near the view of what scrolls it, and when it leaves; the result ends it. */
export function observeNear(element: Element, onChange: (entry: IntersectionObserverEntry) => void): () => void {
  const scroller = scrollerOf(element)
  // The margin widens the root only, so the root has to be what scrolls.
  const root = scroller === document.scrollingElement ? null : scroller
  const observer = new IntersectionObserver((entries) => entries.forEach(onChange), { root, rootMargin: '800px' })
  observer.observe(element)
  return () => observer.disconnect()
}
