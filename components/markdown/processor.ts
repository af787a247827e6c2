import type { Root as HtmlRoot } from 'hast'
import type { Nodes, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { type Pluggable, unified } from 'unified'
import { citationMarkers } from '@/components/markdown/citationMarkers'

/** What reads and sets formulas; loaded when one is met. */
export interface MathPlugins {
  readonly remark: Pluggable
  readonly rehype: Pluggable
}

/** Parses a block of Markdown into elements. HTML in it stays text. */
export type Processor = (block: string) => HtmlRoot

function htmlAsText() {
  const textOf = (node: Nodes): void => {
    if (!('children' in node)) return
    node.children.forEach((child, at) => {
      if (child.type !== 'html') return textOf(child)
      const text = { type: 'text' as const, value: child.value }
      // A block of HTML stands where paragraphs do.
      node.children.splice(at, 1, isFlow(node) ? { type: 'paragraph', children: [text] } : text)
    })
  }
  return (tree: Root): void => textOf(tree)
}

const isFlow = ({ type }: Nodes): boolean => ['root', 'blockquote', 'listItem', 'footnoteDefinition'].includes(type)

export function createProcessor(math: MathPlugins | null): Processor {
  const parser = unified().use(remarkParse).use(remarkGfm).use(math === null ? [] : [math.remark]).use(htmlAsText).use(remarkRehype).use(citationMarkers).use(math === null ? [] : [math.rehype])
  return (block) => parser.runSync(parser.parse(block))
}
