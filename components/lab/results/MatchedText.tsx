import type { Hit } from '@/server/retrieval/schema'

/** Paragraphs need no empty line in a list of passages. */
const compact = (text: string): string => text.replaceAll(/\n{2,}/g, '\n')

/** A passage with the words that it shares with the question marked. */
export function MatchedText({ text, matches }: Pick<Hit, 'text' | 'matches'>) {
  return (
    <>
      {matches.map(([start, end], at) => (
        <span key={start}>
          {compact(text.slice(matches[at - 1]?.[1] ?? 0, start))}
          <strong className="font-semibold underline decoration-accent/50 decoration-1 underline-offset-3">{text.slice(start, end)}</strong>
        </span>
      ))}
      {compact(text.slice(matches.at(-1)?.[1] ?? 0))}
    </>
  )
}
