import type { Snippet } from '@/server/search/schema'

/** A text with what was looked for set off. */
export function MarkedText({ text, marks }: Snippet) {
  const parts = marks.flatMap(({ start, end }, at) => [text.slice(marks[at - 1]?.end ?? 0, start), <mark key={start}>{text.slice(start, end)}</mark>])
  return (
    <>
      {parts}
      {text.slice(marks.at(-1)?.end ?? 0)}
    </>
  )
}
