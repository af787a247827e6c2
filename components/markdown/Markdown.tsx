import '@/components/markdown/markdown.css'
import { type Components, toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { memo, useMemo } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import remend from 'remend'
import { CitationMarker } from '@/components/citations/CitationMarker'
import { blocksOf, hasOpenFence } from '@/components/markdown/blocksOf'
import { CodeBlock } from '@/components/markdown/CodeBlock'
import { IncompleteCode } from '@/components/markdown/IncompleteCode'
import { MarkdownImage, MarkdownLink } from '@/components/markdown/MarkdownLink'
import { MarkdownTable } from '@/components/markdown/MarkdownTable'
import { markSentences } from '@/components/markdown/markSentences'
import { hasMath, normaliseMath } from '@/components/markdown/mathText'
import type { Processor } from '@/components/markdown/processor'
import { UnsupportedSentence } from '@/components/markdown/UnsupportedSentence'
import { useProcessor } from '@/components/markdown/useProcessor'

/** Plain elements are styled by markdown.css; the headings of an answer rank below those of the page. */
const components: Partial<Components> = {
  a: MarkdownLink,
  img: MarkdownImage,
  pre: CodeBlock,
  table: MarkdownTable,
  h1: 'h3',
  h2: 'h4',
  h3: 'h5',
  h4: 'h6',
  h5: 'h6',
  'citation-marker': ({ ordinal }) => <CitationMarker ordinal={Number(ordinal)} />,
  'marked-sentence': ({ sentence, first, children }) => (
    <UnsupportedSentence sentence={Number(sentence)} isFirst={first !== undefined}>
      {children}
    </UnsupportedSentence>
  ),
}

const repairs = { linkMode: 'text-only' as const }

const none: readonly string[] = []

/**
 * The text of an answer, complete or still growing: only its last block is parsed and drawn again as it grows. `unsupported` are
 * sentences of it that no source says, as they stand in the text.
 */
export default function Markdown({ text, isStreaming, unsupported = none }: { text: string; isStreaming: boolean; unsupported?: readonly string[] }) {
  const processor = useProcessor(hasMath(text))
  const blocks = useMemo(() => blocksOf(normaliseMath(text)), [text])
  return (
    <div className="answer">
      {blocks.map((block, at) => {
        const isGrowing = isStreaming && at === blocks.length - 1
        // Blocks only ever follow one another.
        return <Block key={at} text={isGrowing ? remend(block, repairs) : block} isIncomplete={isGrowing && hasOpenFence(block)} processor={processor} unsupported={unsupported} />
      })}
    </div>
  )
}

const Block = memo(function Block({ text, isIncomplete, processor, unsupported }: { text: string; isIncomplete: boolean; processor: Processor; unsupported: readonly string[] }) {
  const elements = useMemo(() => toJsxRuntime(markSentences(processor(text), unsupported), { Fragment, jsx, jsxs, components, ignoreInvalidStyle: true }), [processor, text, unsupported])
  return <IncompleteCode value={isIncomplete}>{elements}</IncompleteCode>
})
