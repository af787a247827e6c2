import { scrollerOf } from '@/components/documents/keepPlace'

/** Brings the beginning of a marked passage into view; where it is seen already, nothing moves. */
export function showMark(beginning: Element | null): void {
  if (beginning !== null && !isSeen(beginning)) beginning.scrollIntoView({ block: 'start', inline: 'nearest' })
}

/** What lies over the top of a view, in CSS pixels. */
const barHeight = 48

/** Whether an element begins in the view of what scrolls it, with a line to spare. */
function isSeen(element: Element): boolean {
  const view = (scrollerOf(element) ?? document.documentElement).getBoundingClientRect()
  const { top, left, right } = element.getBoundingClientRect()
  const line = 24
  return right > view.left && left < view.right && top >= Math.max(view.top, 0) + barHeight && top + line < Math.min(view.bottom, innerHeight)
}
