import type { Element, ElementContent, Root, RootContent } from 'hast'

const marker = /\[(\d{1,3})\]/g

/** Inside these, `[1]` is what somebody wrote: an index, a link's text. */
const literal = new Set(['code', 'a'])

/** The tree with an element `citation-marker` and its `ordinal` in the place of every `[n]` in running text. */
export function citationMarkers(tree: Root): Root {
  return { ...tree, children: tree.children.flatMap(marked) }
}

function marked<Node extends RootContent>(node: Node): (Node | ElementContent)[] {
  if (node.type === 'text') return split(node.value)
  if (node.type !== 'element' || literal.has(node.tagName)) return [node]
  return [{ ...node, children: node.children.flatMap(marked) }]
}

function split(text: string): ElementContent[] {
  const pieces: ElementContent[] = []
  let from = 0
  for (const match of text.matchAll(marker)) {
    if (match.index > from) pieces.push({ type: 'text', value: text.slice(from, match.index) })
    pieces.push(markerElement(Number(match[1])))
    from = match.index + match[0].length
  }
  if (from < text.length) pieces.push({ type: 'text', value: text.slice(from) })
  return pieces
}

const markerElement = (ordinal: number): Element => ({ type: 'element', tagName: 'citation-marker', properties: { ordinal }, children: [] })
