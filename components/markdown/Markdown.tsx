import '@/components/markdown/markdown.css'
import { memo, useMemo } from 'react'
import { blocksOf, hasOpenFence } from '@/components/markdown/blocksOf'
import { citationMarkers } from '@/components/markdown/citationMarkers'
import { drawn } from '@/components/markdown/drawn'
import { IncompleteCode } from '@/components/markdown/IncompleteCode'
import { markSentences } from '@/components/markdown/markSentences'
import { normaliseMath } from '@/components/markdown/mathText'
import { treeOf } from '@/components/markdown/treeOf'
import { useRepair } from '@/components/markdown/useRepair'

const none: readonly string[] = []

/**
 * The text of an answer, complete or still growing: only its last block is parsed and drawn again as it grows. `unsupported` are
 * sentences of it that no source says, as they stand in the text.
 */
export default function Markdown({ text, isStreaming, unsupported = none }: { text: string; isStreaming: boolean; unsupported?: readonly string[] }) {
  const repair = useRepair(isStreaming)
  const blocks = useMemo(() => blocksOf(normaliseMath(text)), [text])
  return (
    <div dir="auto" className="answer">
      {blocks.map((block, at) => {
        const isGrowing = isStreaming && at === blocks.length - 1
        // Blocks only ever follow one another.
        return <Block key={at} text={isGrowing ? repair(block) : block} isIncomplete={isGrowing && hasOpenFence(block)} unsupported={unsupported} />
      })}
    </div>
  )
}

const Block = memo(function Block({ text, isIncomplete, unsupported }: { text: string; isIncomplete: boolean; unsupported: readonly string[] }) {
  const elements = useMemo(() => drawn(markSentences(citationMarkers(treeOf(text)), unsupported)), [text, unsupported])
  return <IncompleteCode value={isIncomplete}>{elements}</IncompleteCode>
})
