import { lazy, Suspense } from 'react'

const loadMarkdown = () => import('@/components/markdown/Markdown')
const Markdown = lazy(loadMarkdown)

/** Fetches the renderer when the page of a chat stands, so that no answer is first seen as raw Markdown. */
export const preloadMarkdown = (): void => void loadMarkdown().catch(() => undefined)

/** The signs of quotations and headings, which mean nothing to a reader until they are set. */
const lineSigns = /^(?:> ?|#{1,6} )+/gm

/** The text of an answer: set in Markdown; plain, and not at once, where the renderer is late. */
export function AnswerText({ text, isStreaming, unsupported }: { text: string; isStreaming: boolean; unsupported?: readonly string[] }) {
  return (
    <Suspense fallback={<PlainText text={text} />}>
      <Markdown text={text} isStreaming={isStreaming} unsupported={unsupported} />
    </Suspense>
  )
}

function PlainText({ text }: { text: string }) {
  return <p className="animate-appear-late text-answer break-words whitespace-pre-wrap">{text.replaceAll(lineSigns, '')}</p>
}
