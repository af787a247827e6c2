import type { Element, ElementContent, Root, RootContent, Text } from 'hast'

/** Letters and digits are what the text of an answer and what is drawn of it have in common. */
const letter = /[\p{L}\p{N}]/u

interface Letters {
  text: string
  /** For each letter the piece of text that holds it, and its place there. */
  readonly places: { readonly node: Text | null; readonly at: number }[]
}

interface Range {
  readonly start: number
  readonly end: number
  readonly sentence: number
  readonly isFirst: boolean
}

/**
 * A block of an answer with some of its sentences wrapped in elements `marked-sentence`, which carry the sentence's number, and `first` on
 * the first piece of each. Sentences are given as they stand in the Markdown; what is not in this block is passed over.
 */
export function markSentences(tree: Root, sentences: readonly string[]): Root {
  const letters = lettersOf(tree)
  const ranges = new Map<Text, Range[]>()
  for (const [sentence, raw] of sentences.entries()) {
    const wanted = raw.replaceAll(/\]\([^)]*\)/g, ']').replaceAll(/[^\p{L}\p{N}]/gu, '')
    if (wanted === '') continue
    for (let at = letters.text.indexOf(wanted); at >= 0; at = letters.text.indexOf(wanted, at + wanted.length)) note(letters, at, at + wanted.length, sentence, ranges)
  }
  return ranges.size === 0 ? tree : { ...tree, children: tree.children.flatMap((child) => marked(child, ranges)) }
}

function lettersOf(tree: Root): Letters {
  const letters: Letters = { text: '', places: [] }
  const add = (text: string, node: Text | null): void => {
    for (const { 0: character, index } of text.matchAll(/[\s\S]/gu)) {
      if (!letter.test(character)) continue
      letters.text += character
      for (let unit = 0; unit < character.length; unit += 1) letters.places.push({ node, at: index + unit })
    }
  }
  const visit = (node: RootContent | Root): void => {
    if (node.type === 'text') return add(node.value, node)
    if (node.type === 'element' && node.tagName === 'citation-marker') return add(String(node.properties['ordinal']), null)
    if (node.type === 'element' && node.tagName === 'math-formula') return add(String(node.properties['tex']), null)
    if (node.type === 'element' || node.type === 'root') node.children.forEach(visit)
  }
  visit(tree)
  return letters
}

/** Notes the part of a sentence in each piece of text that it runs through: all of a piece but where it begins and where it ends. */
function note(letters: Letters, from: number, to: number, sentence: number, ranges: Map<Text, Range[]>): void {
  const pieces = [...Map.groupBy(letters.places.slice(from, to), (place) => place.node)].flatMap(([node, places]) => (node === null ? [] : [{ node, places }]))
  for (const [at, { node, places }] of pieces.entries()) {
    const start = at === 0 ? (places[0]?.at ?? 0) : 0
    const last = (places.at(-1)?.at ?? 0) + 1
    const end = at < pieces.length - 1 ? node.value.length : last + (endMark.exec(node.value.slice(last))?.[0].length ?? 0)
    const own = ranges.get(node) ?? []
    // Of two that overlap, the first is marked.
    if (own.every((range) => range.end <= start || range.start >= end)) ranges.set(node, [...own, { start, end, sentence, isFirst: at === 0 }])
  }
}

const endMark = /^[.!?。！？…”"’')）]+/

function marked<Node extends RootContent>(node: Node, ranges: ReadonlyMap<Text, readonly Range[]>): (Node | ElementContent)[] {
  if (node.type === 'text') return cut(node, ranges.get(node) ?? [])
  if (node.type !== 'element') return [node]
  return [{ ...node, children: node.children.flatMap((child) => marked(child, ranges)) }]
}

function cut(node: Text, ranges: readonly Range[]): ElementContent[] {
  const pieces: ElementContent[] = []
  let from = 0
  const push = (end: number): void => void (end > from && pieces.push({ type: 'text', value: node.value.slice(from, end) }))
  for (const { start, end, sentence, isFirst } of ranges.toSorted((a, b) => a.start - b.start)) {
    push(start)
    pieces.push(element(node.value.slice(start, end), sentence, isFirst))
    from = end
  }
  push(node.value.length)
  return pieces
}

const element = (value: string, sentence: number, isFirst: boolean): Element => ({
  type: 'element',
  tagName: 'marked-sentence',
  properties: { sentence, ...(isFirst ? { first: '' } : {}) },
  children: [{ type: 'text', value }],
})
