import type { ElementContent, Root } from 'hast'
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

function one(node: ElementContent, key: number): ReactNode {
  if (node.type === 'text') return node.value
  if (node.type === 'comment') return null
  const { tagName, properties, children } = node
  const textOf = (name: string): string => String(properties[name] ?? '')
  switch (tagName) {
    case 'a':
      return (
        <MarkdownLink key={key} href={textOf('href')}>
          {all(children)}
        </MarkdownLink>
      )
    case 'img':
      return <MarkdownImage key={key} src={textOf('src')} alt={textOf('alt')} />
    case 'code-block':
      return <CodeBlock key={key} code={textOf('code')} language={textOf('language')} />
    case 'math-formula':
      return <Formula key={key} tex={textOf('tex')} isDisplay={properties['isDisplay'] === true} />
    case 'table':
      return <MarkdownTable key={key}>{all(children)}</MarkdownTable>
    case 'th':
    case 'td':
      return createElement(tagName, { key, style: properties['align'] === undefined ? undefined : { textAlign: properties['align'] } }, all(children))
    case 'citation-marker':
      return <CitationMarker key={key} ordinal={Number(properties['ordinal'])} />
    case 'marked-sentence':
      return (
        <UnsupportedSentence key={key} sentence={Number(properties['sentence'])} isFirst={properties['first'] !== undefined}>
          {all(children)}
        </UnsupportedSentence>
      )
    default:
      return createElement(headings[tagName] ?? tagName, { ...properties, key }, all(children))
  }
}
