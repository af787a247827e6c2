import { z } from 'zod'
import { type Actor, visibleTo } from '@/server/auth/actor'
import { isLive } from '@/server/conversations/schema'
import * as conversations from '@/server/conversations/service'
import { db, noJson } from '@/server/database'
import { AppError } from '@/server/errors'
import { chatgptSchema, fromChatgpt } from '@/server/exchange/chatgpt'
import { jsonEntries } from '@/server/exchange/jsonEntries'
import { type ImportResult, type PortableConversation, portableConversationSchema, type PortableMessage } from '@/server/exchange/schema'
import * as folders from '@/server/folders/service'
import { derivedId, idSchema, newId } from '@/server/ids'
import { addTerms } from '@/server/search/messageTerms'
import { readableBy } from '@/server/teams/access'

/** Characters of one conversation in a file. */
const maxEntry = 50_000_000
const messagesPerStep = 25

/**
 * Takes the conversations of a file, ours or ChatGPT's, with their branches and dates. What is here already stays as it is, so that the
 * same file can be given again: after a failure it goes on where it stopped. @throws AppError invalid naming the entry.
 */
export async function importConversations(actor: Actor, chunks: AsyncIterable<string>): Promise<ImportResult> {
  const result = { added: 0, known: 0, empty: 0 }
  const entries = jsonEntries(chunks, maxEntry, (entry) => refuse(entry, '', 'it is larger than 50 MB'))
  let number = 0
  for (;;) {
    const entry = await entries.next()
    if (entry.done === true) {
      if (!entry.value) throw new AppError('invalid', number === 0 ? 'This file holds no chats; choose a file that was exported here, or the conversations.json of a ChatGPT export' : `This file ends in the middle, after entry ${number}; export it again`)
      return result
    }
    number += 1
    result[await importEntry(actor, number, entry.value)] += 1
  }
}

function refuse(entry: number, title: string, reason: string): never {
  const which = title === '' ? `${entry}` : `${entry} (“${title}”)`
  throw new AppError('invalid', `Entry ${which} cannot be imported; those before it were taken. Correct the file and import it again: ${reason}`)
}

async function importEntry(actor: Actor, number: number, text: string): Promise<keyof ImportResult> {
  const conversation = read(number, text)
  if (conversation.messages.length === 0) return 'empty'
  const id = derivedId('imported conversation', actor.userId, conversation.id)
  const ids = idSchema.safeParse(conversation.id).success ? [id, conversation.id] : [id]
  const there = await db.conversation.findMany({ where: { id: { in: ids }, ...visibleTo(actor) }, select: { id: true, isTemporary: true } })
  // The original may be a temporary chat that its reader still has; the import is temporary only where it broke off.
  if (there.some((found) => found.id !== id || !found.isTemporary)) return 'known'
  if (there.length > 0) await conversations.remove(actor, id)
  await write(actor, id, conversation)
  return 'added'
}

function read(number: number, text: string): PortableConversation {
  const entry = parsed(number, text)
  const title = z.object({ title: z.string() }).safeParse(entry).data?.title.slice(0, 80) ?? ''
  const isChatgpt = z.object({ mapping: z.unknown() }).safeParse(entry).data?.mapping !== undefined
  const result = isChatgpt ? chatgptSchema.transform(fromChatgpt).safeParse(entry) : portableConversationSchema.safeParse(entry)
  if (!result.success) {
    const issue = result.error.issues[0]
    refuse(number, title, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
  }
  const seen = new Set<string>()
  for (const { id, parentId } of result.data.messages) {
    if (seen.has(id)) refuse(number, title, `the message ${id} is there twice`)
    if (parentId !== null && !seen.has(parentId)) refuse(number, title, `the message ${id} stands before the one that it follows`)
    seen.add(id)
  }
  return result.data
}

function parsed(number: number, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    refuse(number, '', 'it is not valid JSON')
  }
}

/** Until it is whole it is a temporary conversation: not listed, not found, and taken away by the upkeep if this ends in between. */
async function write(actor: Actor, id: string, { messages, folder, id: _id, headId, updatedAt, ...conversation }: PortableConversation): Promise<void> {
  const owner = visibleTo(actor)
  const idOf = (messageId: string): string => derivedId(id, messageId)
  const folderId = folder === null || folder.trim() === '' ? null : await folders.ensure(actor, folder.trim())
  const own = await ownDocuments(actor, messages)
  await db.conversation.create({ data: { ...conversation, id, ...owner, folderId, isTemporary: true } })
  for (let start = 0; start < messages.length; start += messagesPerStep) {
    const step = messages.slice(start, start + messagesPerStep)
    await db.$transaction([
      db.message.createMany({
        data: step.map(({ citations: _citations, support, status, ...message }, at) => ({
          ...message,
          ...owner,
          id: idOf(message.id),
          parentId: message.parentId === null ? null : idOf(message.parentId),
          conversationId: id,
          seq: start + at + 1,
          // Nobody writes it any more.
          status: isLive(status) || status === 'queued' ? 'interrupted' : status,
          support: support ?? noJson,
        })),
      }),
      db.citation.createMany({ data: step.flatMap((message) => message.citations.map(({ change: _change, ...citation }) => ({ ...withOwn(citation, own), id: newId(), messageId: idOf(message.id) }))) }),
      ...step.flatMap((message) => addTerms({ ownerId: owner.ownerId, messageId: idOf(message.id), content: message.content })),
    ])
  }
  const last = messages.some((message) => message.id === headId) ? headId : (messages.at(-1)?.id ?? null)
  await db.conversation.update({ where: { id }, data: { isTemporary: false, headId: last === null ? null : idOf(last), updatedAt } })
}

type PortableCitation = Omit<PortableMessage['citations'][number], 'change'>

/** The documents that a file cites and the actor has: a file can name those of others too. */
async function ownDocuments(actor: Actor, messages: readonly PortableMessage[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(messages.flatMap(({ citations }) => citations.flatMap(({ documentId }) => documentId ?? [])))]
  const rows = []
  for (let start = 0; start < ids.length; start += 500) rows.push(...(await db.document.findMany({ where: { id: { in: ids.slice(start, start + 500) }, knowledgeBase: readableBy(actor) }, select: { id: true } })))
  return new Set(rows.map(({ id }) => id))
}

function withOwn(citation: PortableCitation, own: ReadonlySet<string>): PortableCitation {
  return citation.documentId !== null && own.has(citation.documentId) ? citation : { ...citation, documentId: null, knowledgeBaseId: null, chunkId: null }
}
