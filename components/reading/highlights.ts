import { placesOf } from '@/components/reading/places'

/** Where the words of a message are, without the buttons and the facts around them. */
export const wordsSelector = '.answer, [data-words]'
/** Names of the styles in globals.css. */
const [anywhere, here] = ['found', 'found-here']

/** What of a drawn message is written in one of some forms. Words may go on through bold or linked pieces of a text. */
export function rangesIn(row: Element, forms: readonly string[]): readonly Range[] {
  return [...row.querySelectorAll(wordsSelector)].flatMap((words) => {
    const nodes = textNodesIn(words)
    const text = nodes.map(({ data }) => data).join('')
    return placesOf(text, forms).map(([start, end]) => rangeAcross(nodes, start, end))
  })
}

function textNodesIn(element: Element): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const nodes: Text[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) if (node instanceof Text) nodes.push(node)
  return nodes
}

function rangeAcross(nodes: readonly Text[], start: number, end: number): Range {
  const range = new Range()
  let before = 0
  for (const node of nodes) {
    const after = before + node.length
    if (start >= before && start < after) range.setStart(node, start - before)
    if (end > before && end <= after) range.setEnd(node, end - before)
    before = after
  }
  return range
}

/** Marks what was found, and the one that the reader is at. The page itself is not touched. A browser that cannot do so shows no marks. */
export function mark(ranges: readonly Range[], current: Range | undefined): void {
  if (typeof Highlight === 'undefined') return
  CSS.highlights.set(anywhere, new Highlight(...ranges.filter((range) => range !== current)))
  CSS.highlights.set(here, new Highlight(...(current === undefined ? [] : [current])))
}

export function unmark(): void {
  if (typeof Highlight === 'undefined') return
  for (const name of [anywhere, here]) CSS.highlights.delete(name)
}
