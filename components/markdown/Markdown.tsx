import '@/components/markdown/markdown.css'
import { type Components, defaultRemarkPlugins, Streamdown } from 'streamdown'
import { CitationMarker } from '@/components/citations/CitationMarker'
import { citationMarkers } from '@/components/markdown/citationMarkers'
import { CodeBlock } from '@/components/markdown/CodeBlock'
import { MarkdownImage, MarkdownLink } from '@/components/markdown/MarkdownLink'
import { MarkdownTable } from '@/components/markdown/MarkdownTable'
import { hasMath, normaliseMath } from '@/components/markdown/mathText'
import { useMathPlugins } from '@/components/markdown/useMathPlugins'

/** Plain elements, styled by markdown.css; the headings of an answer rank below those of the page. */
const components: Components = {
  a: MarkdownLink,
  img: MarkdownImage,
  pre: CodeBlock,
  code: 'code',
  table: MarkdownTable,
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  th: 'th',
  td: 'td',
  h1: 'h3',
  h2: 'h4',
  h3: 'h5',
  h4: 'h6',
  h5: 'h6',
  h6: 'h6',
  p: 'p',
  ol: 'ol',
  ul: 'ul',
  li: 'li',
  hr: 'hr',
  strong: 'strong',
  blockquote: 'blockquote',
  sup: 'sup',
  sub: 'sub',
  section: 'section',
  'citation-marker': ({ ordinal }) => <CitationMarker ordinal={Number(ordinal)} />,
}

// The parser of raw HTML is left out of the list, so HTML in an answer stays text.
const rehypePlugins = [citationMarkers]
const remarkPlugins = Object.values(defaultRemarkPlugins)
const repairs = { linkMode: 'text-only' as const }

/** The text of an answer, complete or still growing: only its last block is parsed and drawn again as it grows. */
export default function Markdown({ text, isStreaming }: { text: string; isStreaming: boolean }) {
  const plugins = useMathPlugins(hasMath(text))
  return (
    <Streamdown
      className="answer"
      parseIncompleteMarkdown={isStreaming}
      isAnimating={isStreaming}
      components={components}
      rehypePlugins={rehypePlugins}
      remarkPlugins={remarkPlugins}
      remend={repairs}
      plugins={plugins}
    >
      {normaliseMath(text)}
    </Streamdown>
  )
}
