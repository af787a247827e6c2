import type { Citation, Message } from '@/server/conversations/schema'

/** The words of the reader's language that a file of Markdown needs. */
export interface MarkdownWords {
  readonly question: string
  readonly answer: string
  readonly sources: string
  readonly page: (page: number) => string
}

interface MarkdownConversation {
  readonly title: string
  readonly createdAt: Date
  readonly messages: readonly Pick<Message, 'role' | 'content' | 'citations'>[]
}

/** A conversation as Markdown: the branch that is shown, each answer with its sources below it. */
export function markdownOf({ title, createdAt, messages }: MarkdownConversation, words: MarkdownWords): string {
  const parts = messages.flatMap(({ role, content, citations }) =>
    role === 'system' || content === '' ? [] : [`## ${role === 'user' ? words.question : words.answer}`, content.trim(), ...sources(citations, words)],
  )
  return `${[`# ${oneLine(title)}`, createdAt.toISOString().slice(0, 10), ...parts].join('\n\n')}\n`
}

function sources(citations: readonly Citation[], words: MarkdownWords): string[] {
  if (citations.length === 0) return []
  const lines = citations.map((citation) => `${citation.ordinal}. ${placeOf(citation, words)}\n   > ${oneLine(citation.quote)}`)
  return [`**${words.sources}**`, lines.join('\n')]
}

function placeOf({ documentName, url, page, headingPath }: Citation, words: MarkdownWords): string {
  const name = url === null ? escaped(documentName) : `[${escaped(documentName)}](<${url.replaceAll(/[<>\s]/g, encodeURIComponent)}>)`
  return [name, ...(page === null ? [] : [words.page(page)]), ...(headingPath.length === 0 ? [] : [escaped(headingPath.join(' › '))])].join(', ')
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const escaped = (text: string): string => oneLine(text).replaceAll(/[[\]*_`<>\\]/g, String.raw`\$&`)
