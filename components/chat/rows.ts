import type { Message } from '@/components/chat/turnStream'
import type { RouterOutputs } from '@/server/router'

export type Outline = RouterOutputs['conversations']['open']['earlier'][number]

/** A message of the list: whole, or as far as it is known before it is loaded. */
export type Row = Message | Outline

export const isLoaded = (row: Row): row is Message => 'content' in row

/** The outline with what is loaded of it. */
export function filledIn(earlier: readonly Outline[], loaded: ReadonlyMap<string, Message>): readonly Row[] {
  return loaded.size === 0 ? earlier : earlier.map((row) => loaded.get(row.id) ?? row)
}

/** Characters in a line of the widest column, and the pixels of a line. */
const [lineLength, lineHeight] = [88, 24]
/** What stands around the words: padding and the row of actions. */
const around = { question: 52, answer: 76 }

/** About how high a message will be, so that the bar of the list says how long the conversation is before it is drawn. */
export function estimatedHeight(row: Row): number {
  const length = isLoaded(row) ? row.content.length : row.length
  const lines = Math.max(1, Math.ceil(length / lineLength))
  return lines * lineHeight + (row.role === 'user' ? around.question : around.answer)
}

/** The beginning of a question in one line. */
export function beginningOf(row: Row): string {
  return isLoaded(row) ? row.content.slice(0, 160).trim().replaceAll(/\s+/g, ' ') : (row.beginning ?? '')
}
