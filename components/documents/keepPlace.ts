/** The element whose scrolling moves `element`: the nearest that scrolls, or the page. */
export function scrollerOf(element: Element): Element | null {
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent
  }
  return document.scrollingElement
}

/** Remembers where an element is seen; the returned function scrolls it back there after something was put above it. */
export function keepPlace(element: Element): () => void {
  const { top } = element.getBoundingClientRect()
  return () => scrollerOf(element)?.scrollBy({ top: element.getBoundingClientRect().top - top, behavior: 'instant' })
}

/** Scrolls what holds an element so that it is seen, and nothing further out; an element that is seen stays where it is. */
export function reveal(element: Element): void {
  const scroller = scrollerOf(element)
  if (scroller === null) return
  const { top, bottom } = element.getBoundingClientRect()
  const view = scroller.getBoundingClientRect()
  if (top < view.top || bottom > view.bottom) scroller.scrollBy({ top: top - view.top - view.height / 3, behavior: 'instant' })
}
