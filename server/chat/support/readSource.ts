import type { Statement } from '@/server/chat/support/contradicts'
import { type Quantity, quantitiesIn } from '@/server/chat/support/quantities'
import { Vocabulary } from '@/server/chat/support/vocabulary'
import { sentences } from '@/server/text/sentences'
import { terms } from '@/server/text/terms'

/** A source as it was shown to the model. */
export interface CheckedSource {
  /** Null: a passage that was sent and not cited. */
  readonly ordinal: number | null
  /** Document and headings: what all of it is about. */
  readonly title: string
  readonly text: string
}

/** A source that is read once, whatever is held against it. */
export interface ReadSource {
  readonly ordinal: number | null
  readonly statements: readonly Statement[]
  /** What some sentences say that stand together. */
  readonly windows: readonly Vocabulary[]
  readonly all: Vocabulary
  readonly quantities: readonly Quantity[]
  readonly hanShare: number
}

const windowSentences = 3
const clauseEnd = /(?<!\d)[,;:，；：]|[,;:，；：](?!\d)/

export function readSource({ ordinal, title, text }: CheckedSource): ReadSource {
  const own = sentences(text).map(({ start, end }) => text.slice(start, end))
  const words = own.map((sentence) => terms(sentence))
  const subject = terms(title)
  const windows = words.map((_, at) => new Vocabulary([...subject, ...words.slice(at, at + windowSentences).flat()]))
  const statements = own.map((sentence) => ({ text: sentence, clauses: sentence.split(clauseEnd) }))
  return { ordinal, statements, windows, all: new Vocabulary([...subject, ...words.flat()]), quantities: quantitiesIn(`${title}\n${text}`, { isStrict: false }), hanShare: hanShare(text) }
}

/** Chinese beside letters, three of which are about as much. */
function hanShare(text: string): number {
  const wide = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const letters = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  return wide + letters === 0 ? 0 : wide / (wide + letters / 3)
}

/** Whether a sentence is written in Chinese and the source is not, or the other way round. */
export function isForeign(sentence: string, source: ReadSource): boolean {
  const own = hanShare(sentence)
  return (own > 0.5 && source.hanShare < 0.1) || (own < 0.1 && source.hanShare > 0.5)
}
