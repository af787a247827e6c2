// What the fake provider says and how it sees a text: the same for the same words, on every machine.
import { createHash } from 'node:crypto'

interface Message {
  readonly role: string
  readonly content: string
}

/**
 * The first sentence of the first passage with its marker and one that was never given, or, without passages, what was asked. Passages to
 * order come back to front, after one that was never given; a question to rewrite is given what was asked first in its conversation; a
 * summary grows by what the user said.
 */
export function fakeAnswer(messages: readonly Message[]): string {
  const asked = messages.at(-1)?.content ?? ''
  if (asked.startsWith('Passages to order:')) return `The order is [99, ${[...asked.matchAll(/^\[(\d+)\] /gm)].map(([, number]) => number).toReversed().join(', ')}].`
  const since = /(?:^|\n)What was said since:\n\n([\s\S]*)$/.exec(asked)?.[1]
  if (since !== undefined) return `${/^Summary so far:\n\n([\s\S]*?)\n\nWhat was said since:/.exec(asked)?.[1] ?? 'In short:'} ${[...since.matchAll(/^User: (.*)$/gm)].map(([, said]) => said).join('; ')};`
  const conversation = /^Conversation:\n\nUser: ([^\n]*)\n[\s\S]*\n\nLast question: ([\s\S]*)$/.exec(asked)
  if (conversation !== null) return `${conversation[2]} (${conversation[1]})`
  const passage = /^Passages:\n\n\[1\] [^\n]*\n([\s\S]*?)(?=\n\n\[2\] |\n\nQuestion: )/.exec(asked)?.[1] ?? instructed(messages)
  if (passage === undefined) return `You asked: ${asked} (${messages.length} messages)`
  const sentence = /(?:^|\n)([^#\n][^\n]*?[.!?。！？])(?:\s|$|(?<=[。！？]))/.exec(passage)?.[1] ?? passage
  return `${sentence} [1] This was made up [99].`
}

/** The first passage in the instructions, where those of an assistant may hold it. */
function instructed(messages: readonly Message[]): string | undefined {
  const system = messages.find(({ role }) => role === 'system')?.content ?? ''
  return /^\[1\] [^\n]*\n([\s\S]*?)(?=\n\n\[2\] |(?![\s\S]))/m.exec(system)?.[1]
}

/** Pieces as a model would send them; together they are the text. */
export function tokensOf(text: string): string[] {
  return text.match(/\p{Script=Han}|[^\s\p{Script=Han}]{1,4}|\s+/gu) ?? []
}

/** A unit vector of hashed words (and single Chinese characters): texts that share words point the same way. */
export function fakeVector(text: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0)
  for (const word of text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? ['']) {
    const hash = createHash('sha256').update(word).digest()
    const place = hash.readUInt32BE(0) % dimensions
    vector[place] = (vector[place] ?? 0) + (hash.readUInt8(4) % 2 === 0 ? 1 : -1)
  }
  const length = Math.hypot(...vector)
  return length === 0 ? vector.with(0, 1) : vector.map((value) => value / length)
}
