/** Something in a scrolling view, and where it stood below the upper edge when it was last looked at. */
interface Place {
  readonly element: Element
  readonly top: number
}

/** What a reader looks at: the first of these that is still there is kept where it is. */
export type Anchor = readonly Place[]

export const topIn = (view: Element, element: Element): number => element.getBoundingClientRect().top - view.getBoundingClientRect().top

/**
 * What to keep still while the list changes: the first thing that begins within the view, and, should that be drawn anew, the message
 * that holds it. The rows stand one below the other.
 */
export function anchorIn(view: Element, list: Element): Anchor {
  const edge = view.getBoundingClientRect().top
  const row = firstReaching(list.children, edge)
  if (row === undefined) return []
  const next = row.nextElementSibling
  return [firstBeginningBelow(row, edge), next, row].flatMap((element) => {
    if (element === null) return []
    const top = topIn(view, element)
    return top < view.clientHeight || element === row ? [{ element, top }] : []
  })
}

/** The first row that ends below a line, found in a few looks at a thousand of them. */
function firstReaching(rows: HTMLCollection, edge: number): Element | undefined {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) <= edge) low = middle + 1
    else high = middle
  }
  return rows[low]
}

function firstBeginningBelow(element: Element, edge: number): Element | null {
  const { top, bottom, height } = element.getBoundingClientRect()
  if (height === 0 || bottom <= edge) return null
  if (top >= edge) return element
  for (const child of element.children) {
    const found = firstBeginningBelow(child, edge)
    if (found !== null) return found
  }
  return null
}
