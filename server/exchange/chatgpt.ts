// The export of ChatGPT: a list of conversations, each a tree of nodes of which only some hold something that was said.
import { z } from 'zod'
import type { PortableConversation, PortableMessage } from '@/server/exchange/schema'
import { textSchema } from '@/server/text/schema'

/** Seconds, up to the end of the year 9999. */
const timeSchema = z.number().min(0).max(253_402_300_799)
const contentSchema = z.object({ content_type: z.string(), parts: z.array(z.unknown()).nullish(), text: z.string().nullish(), language: z.string().nullish() })

const nodeSchema = z.object({
  parent: z.string().nullish(),
  message: z
    .object({
      id: z.string().nullish(),
      author: z.object({ role: z.string() }),
      create_time: timeSchema.nullish(),
      content: contentSchema,
      metadata: z.object({ model_slug: textSchema.max(200).nullish(), is_visually_hidden_from_conversation: z.boolean().nullish() }).nullish(),
    })
    .nullish(),
})
type Node = z.infer<typeof nodeSchema>

export const chatgptSchema = z.object({
  id: z.string().nullish(),
  conversation_id: z.string().nullish(),
  title: z.string().nullish(),
  create_time: timeSchema,
  update_time: timeSchema.nullish(),
  current_node: z.string().nullish(),
  is_archived: z.boolean().nullish(),
  is_starred: z.boolean().nullish(),
  mapping: z.record(z.string(), nodeSchema),
})

/** Marks that ChatGPT puts around its own references, in a private area of Unicode, and what is between them. */
const references = /\u{e200}[^\u{e201}]*\u{e201}|[\u{e200}-\u{e206}]/gu

/** The conversation in our words: questions and answers with their branches; what tools said to the model is left out, and what followed it follows what was before. */
export function fromChatgpt(source: z.infer<typeof chatgptSchema>): PortableConversation {
  const { mapping, title, create_time: createTime, update_time: updateTime } = source
  const createdAt = dateOf(createTime)
  const said = (id: string): boolean => textOf(mapping[id]) !== ''
  const ordered = inOrder(mapping)
  /** Of each node, the nearest one that says something: itself, or one before it. */
  const nearest = new Map<string | null | undefined, string>()
  for (const id of ordered) {
    const speaker = said(id) ? id : nearest.get(mapping[id]?.parent)
    if (speaker !== undefined) nearest.set(id, speaker)
  }
  const messages = ordered.filter(said).map((id) => messageOf(id, mapping, nearest.get(mapping[id]?.parent) ?? null, createdAt))
  const merged = mergeAnswers(messages)
  const head = nearest.get(source.current_node) ?? null
  return {
    id: source.conversation_id ?? source.id ?? `${title ?? ''} ${createTime}`,
    title: (title ?? '').toWellFormed().replaceAll('\0', '').slice(0, 255),
    titleIsAuto: false,
    modelId: null,
    systemPrompt: null,
    searchesWeb: false,
    folder: null,
    pinnedAt: source.is_starred === true ? createdAt : null,
    archivedAt: source.is_archived === true ? dateOf(updateTime ?? createTime) : null,
    createdAt,
    updatedAt: dateOf(updateTime ?? createTime),
    headId: head === null ? (merged.messages.at(-1)?.id ?? null) : (merged.into.get(head) ?? head),
    messages: merged.messages,
  }
}

const dateOf = (seconds: number): Date => new Date(Math.round(seconds * 1_000))

/** What a node says to its reader; empty where it says nothing: system, tools, thoughts, hidden ones. */
function textOf(node: Node | undefined): string {
  const message = node?.message
  if (message == null || message.metadata?.is_visually_hidden_from_conversation === true || !['user', 'assistant'].includes(message.author.role)) return ''
  const { content_type: type, parts, text, language } = message.content
  const plain = (): string => (parts ?? []).flatMap((part) => (typeof part === 'string' ? [part] : [])).join('\n\n')
  const said = type === 'text' || type === 'multimodal_text' ? plain() : type === 'code' && message.author.role === 'assistant' ? fenced(text ?? '', language ?? '') : ''
  return said.replaceAll(references, '').replaceAll('\0', '').toWellFormed().trim()
}

/** Calls of tools are code too, in no language; they are no part of what was said. */
const fenced = (code: string, language: string): string => (code.trim() === '' || language === '' || language === 'unknown' || language === 'json' ? '' : `\`\`\`${language}\n${code}\n\`\`\``)

/** The nodes with parents before children. One that its parents do not lead to the root, as in a loop, is left out. */
function inOrder(mapping: Record<string, Node>): string[] {
  const children = Map.groupBy(Object.keys(mapping), (id) => {
    const parent = mapping[id]?.parent
    // Not '': a node may have that name.
    return parent == null || mapping[parent] === undefined ? null : parent
  })
  const ordered = [...(children.get(null) ?? [])]
  // It grows while it is read, and ends: every node is the child of one other at most.
  for (const id of ordered) for (const child of children.get(id) ?? []) ordered.push(child)
  return ordered
}

function messageOf(id: string, mapping: Record<string, Node>, parentId: string | null, fallback: Date): PortableMessage {
  const message = mapping[id]?.message
  return {
    id,
    parentId,
    role: message?.author.role === 'user' ? 'user' : 'assistant',
    content: textOf(mapping[id]),
    status: 'complete',
    modelId: message?.metadata?.model_slug ?? null,
    errorText: null,
    inputTokens: null,
    outputTokens: null,
    costMicros: null,
    durationMs: null,
    firstTokenMs: null,
    support: null,
    feedback: null,
    feedbackText: null,
    editedAt: null,
    createdAt: message?.create_time == null ? fallback : dateOf(message.create_time),
    citations: [],
  }
}

/** An answer that a tool interrupted is one answer: what follows an answer as its only continuation is put at its end. */
function mergeAnswers(messages: readonly PortableMessage[]): { messages: PortableMessage[]; into: ReadonlyMap<string, string> } {
  const into = new Map<string, string>()
  const kept = new Map<string, PortableMessage>()
  const continuations = Map.groupBy(messages, ({ parentId }) => parentId)
  for (const message of messages) {
    const parentId = message.parentId === null ? null : (into.get(message.parentId) ?? message.parentId)
    const parent = parentId === null ? undefined : kept.get(parentId)
    if (parent?.role === 'assistant' && message.role === 'assistant' && continuations.get(message.parentId)?.length === 1) {
      into.set(message.id, parent.id)
      kept.set(parent.id, { ...parent, content: `${parent.content}\n\n${message.content}` })
    } else kept.set(message.id, { ...message, parentId })
  }
  return { messages: [...kept.values()], into }
}
