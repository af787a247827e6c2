import type { Element, ElementContent, Root } from 'hast'
import { createElement, type ReactNode } from 'react'
import { CitationMarker } from '@/components/citations/CitationMarker'
import { CodeBlock } from '@/components/markdown/CodeBlock'
import { Formula } from '@/components/markdown/Formula'
import { MarkdownImage, MarkdownLink } from '@/components/markdown/MarkdownLink'
import { MarkdownTable } from '@/components/markdown/MarkdownTable'
import { UnsupportedSentence } from '@/components/markdown/UnsupportedSentence'

/** The headings of an answer rank below those of the page. */
const headings: Readonly<Record<string, string>> = { h1: 'h3', h2: 'h4', h3: 'h5', h4: 'h6', h5: 'h6' }

/** The elements of a tree as React draws them. Plain ones are styled by markdown.css. */
export function drawn(tree: Root): ReactNode {
  return all(tree.children.filter((child) => child.type !== 'doctype'))
}

/** Elements of a block neither move nor change: their place is their key. */
const all = (nodes: readonly ElementContent[]): ReactNode => (nodes.length === 0 ? undefined : nodes.map((node, at) => one(node, at)))

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

function one(node: ElementContent, key: number): ReactNode {
  if (node.type === 'text') return node.value
  return node.type === 'element' ? <Drawn key={key} element={node} /> : null
}

function Drawn({ element: { tagName, properties, children } }: { element: Element }): ReactNode {
  switch (tagName) {
    case 'a':
      return <MarkdownLink href={textIn(properties['href'])}>{all(children)}</MarkdownLink>
    case 'img':
      return <MarkdownImage src={textIn(properties['src'])} alt={textIn(properties['alt'])} />
    case 'code-block':
      return <CodeBlock code={textIn(properties['code'])} language={textIn(properties['language'])} />
    case 'math-formula':
      return <Formula tex={textIn(properties['tex'])} isDisplay={properties['isDisplay'] === true} />
    case 'table':
      return <MarkdownTable>{all(children)}</MarkdownTable>
    case 'th':
    case 'td':
      return createElement(tagName, { align: properties['align'] }, all(children))
    case 'citation-marker':
      return <CitationMarker ordinal={Number(properties['ordinal'])} />
    case 'marked-sentence':
      return (
        <UnsupportedSentence sentence={Number(properties['sentence'])} isFirst={properties['first'] !== undefined}>
          {all(children)}
        </UnsupportedSentence>
      )
    default:
      return createElement(headings[tagName] ?? tagName, properties, all(children))
  }
}
