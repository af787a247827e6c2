import type { Span } from '@/components/pdf/findPassage'

/** A run of characters of the text layer: its element, and where it begins in the text of the page. */
export interface TextRun {
  readonly element: HTMLElement
  readonly start: number
  readonly text: string
}

/** The runs of a page from their elements, in the order of the text. */
export function textRuns(elements: readonly HTMLElement[], texts: readonly string[]): TextRun[] {
  let start = 0
  return elements.map((element, at) => {
    const text = texts[at] ?? ''
    const run = { element, start, text }
    start += text.length
    return run
  })
}

/** Sets off parts of a page's text with `<mark>`, in as many pieces as there are runs; the result takes the marks away. */
export function markSpans(runs: readonly TextRun[], spans: readonly Span[]): () => void {
  const touched = runs.filter((run) => spans.some(({ start, end }) => start < run.start + run.text.length && end > run.start))
  for (const run of touched) run.element.replaceChildren(...pieces(run, spans))
  return () => {
    for (const { element, text } of touched) element.replaceChildren(text)
  }
}

function pieces({ start: runStart, text }: TextRun, spans: readonly Span[]): (string | HTMLElement)[] {
  const parts: (string | HTMLElement)[] = []
  let done = 0
  for (const span of spans) {
    const start = Math.max(span.start - runStart, done)
    const end = Math.min(span.end - runStart, text.length)
    if (end <= start) continue
    const mark = document.createElement('mark')
    mark.append(text.slice(start, end))
    parts.push(text.slice(done, start), mark)
    done = end
  }
  return [...parts, text.slice(done)]
}
