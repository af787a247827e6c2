import { beforeEach, expect, test } from 'vitest'
import { type Actor, visibleTo } from '@/server/auth/actor'
import { list } from '@/server/conversations/listing'
import { place, removeMany } from '@/server/conversations/organise'
import { conversationListSchema } from '@/server/conversations/schema'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { exportAll, exportOne, portable } from '@/server/exchange/exportConversations'
import { importFile } from '@/server/exchange/importFile'
import { markdownOf } from '@/server/exchange/markdown'
import type { PortableConversation } from '@/server/exchange/schema'
import * as folders from '@/server/folders/service'
import { newId } from '@/server/ids'
import { searchMessages } from '@/server/search/messages'
import { createConversation } from '@/server/testing/conversations'
import { createPerson } from '@/server/testing/people'
import { writeZip } from '@/server/testing/zip'

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})

async function* bodyOf(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  for (let start = 0; start < bytes.length; start += 1_000) yield bytes.subarray(start, start + 1_000)
}
const imported = (content: string | Uint8Array, actor = person) => importFile(actor, bodyOf(content))

async function fileOf(actor = person): Promise<string> {
  let text = ''
  for await (const piece of exportAll(actor)) text += piece
  return text
}

/** A conversation with its ids as the places of its messages, so that two of them can be compared. */
function withoutIds({ id: _id, headId, messages, ...rest }: PortableConversation) {
  const places = new Map(messages.map(({ id }, at) => [id, at]))
  return { ...rest, head: places.get(headId ?? ''), messages: messages.map(({ id: _messageId, parentId, ...message }) => ({ ...message, parent: parentId === null ? null : places.get(parentId) })) }
}

async function all(actor = person) {
  const rows = await db.conversation.findMany({ where: visibleTo(actor), orderBy: { createdAt: 'asc' } })
  return Promise.all(rows.map(async ({ id }) => withoutIds(await portable(actor, id))))
}

/** With another answer beside the first, on a branch that is not shown, a source, a folder, a pin and dates. */
async function createRich(): Promise<string> {
  const { id, messageIds } = await createConversation(person, { title: '太陽能 and lamps', texts: ['Who built it?', 'Anna Ruiz [1].', 'And when?', 'In 1887.'], updatedAt: new Date('2025-05-06T07:08:09.010Z') })
  await db.message.create({ data: { id: newId(), ...visibleTo(person), conversationId: id, parentId: messageIds[0] ?? null, seq: 5, role: 'assistant', content: 'Another answer', status: 'stopped', modelId: 'openai/fake-chat', inputTokens: 7, feedback: 'up', feedbackText: 'good' } })
  await db.citation.create({ data: { id: newId(), messageId: messageIds[1] ?? '', ordinal: 1, version: 1, documentId: newId(), documentName: 'Lamps.pdf', page: 3, headingPath: ['Towers'], start: 0, end: 9, quote: 'Anna Ruiz', passage: 'Anna Ruiz built it.', score: 0.5, isWrong: true } })
  const folder = await folders.create(person, { name: 'Work' })
  await place(person, { ids: [id], folderId: folder.id, isPinned: true, isArchived: true })
  return id
}

test('what is exported, deleted and imported is equal', async () => {
  const ids = [await createRich(), (await createConversation(person, { title: 'Second', texts: ['A question', 'An answer'] })).id]
  const file = await fileOf()
  // The document is nobody's here: a file may name what it likes.
  const before = (await all()).map((conversation) => ({ ...conversation, messages: conversation.messages.map((message) => ({ ...message, citations: message.citations.map((citation) => ({ ...citation, documentId: null })) })) }))
  await removeMany(person, ids)
  for (const folder of await folders.list(person)) await folders.remove(person, folder.id)
  expect(await imported(file)).toEqual({ added: 2, known: 0, empty: 0 })
  expect(await all()).toEqual(before)
  expect(before[0]?.messages).toHaveLength(5)
})

test('the same file again adds nothing, here as elsewhere', async () => {
  await createRich()
  const file = await fileOf()
  expect(await imported(file)).toEqual({ added: 0, known: 1, empty: 0 })
  const other = await createPerson()
  expect(await imported(file, other)).toEqual({ added: 1, known: 0, empty: 0 })
  expect(await imported(file, other)).toEqual({ added: 0, known: 1, empty: 0 })
  expect(await db.conversation.count({ where: visibleTo(other) })).toBe(1)
  expect(await db.conversation.count({ where: visibleTo(person) })).toBe(1)
})

test('what is imported is found', async () => {
  await createRich()
  const other = await createPerson()
  await imported(await fileOf(), other)
  expect((await searchMessages(other, { search: 'ruiz', limit: 5 })).items).toHaveLength(1)
})

test('an import that broke off goes on', async () => {
  await createRich()
  const other = await createPerson()
  await imported(await fileOf(), other)
  await db.conversation.updateMany({ where: visibleTo(other), data: { isTemporary: true } })
  await db.message.deleteMany({ where: { ...visibleTo(other), seq: { gt: 3 } } })
  expect(await imported(await fileOf(), other)).toEqual({ added: 1, known: 0, empty: 0 })
  expect((await all(other))[0]?.messages).toHaveLength(5)
})

const node = (id: string, parent: string | null, role: string, parts: unknown[], more: object = {}) => ({
  [id]: { id, parent, children: [], message: { id, author: { role }, create_time: 1_700_000_000.5, content: { content_type: 'text', parts }, metadata: {}, ...more } },
})
const chatgpt = {
  id: 'aaaaaaaa-0000-4000-8000-000000000001',
  title: '海堤',
  create_time: 1_700_000_000.123,
  update_time: 1_700_000_500,
  current_node: 'tail',
  is_archived: true,
  mapping: {
    root: { id: 'root', parent: null, children: ['sys'], message: null },
    ...node('sys', 'root', 'system', ['']),
    ...node('q1', 'sys', 'user', ['海堤有多长？', { content_type: 'image_asset_pointer' }], { content: { content_type: 'multimodal_text', parts: ['海堤有多长？', { content_type: 'image_asset_pointer' }] } }),
    ...node('a1', 'q1', 'assistant', ['I look it up.']),
    ...node('tool', 'a1', 'tool', ['{"secret": 1}']),
    ...node('a1b', 'tool', 'assistant', ['两公里。\u{e200}cite\u{e202}turn0search1\u{e201}'], { metadata: { model_slug: 'gpt-4o' } }),
    ...node('a2', 'q1', 'assistant', ['Another branch.']),
    ...node('q2', 'a1b', 'user', ['And how high?']),
    ...node('tail', 'q2', 'assistant', ['Six metres.']),
  },
}

test('the export of ChatGPT keeps branches, dates and what was shown', async () => {
  expect(await imported(JSON.stringify([chatgpt]))).toEqual({ added: 1, known: 0, empty: 0 })
  expect(await imported(JSON.stringify([chatgpt]))).toEqual({ added: 0, known: 1, empty: 0 })
  const { items } = await list(person, conversationListSchema.parse({ view: 'archived' }))
  expect(items).toMatchObject([{ title: '海堤', updatedAt: new Date(1_700_000_500_000) }])
  const { messages } = await conversations.get(person, items[0]?.id ?? '')
  expect(messages.map(({ role, content }) => `${role}: ${content}`)).toEqual(['user: 海堤有多长？', 'assistant: I look it up.', 'user: And how high?', 'assistant: Six metres.'].with(1, 'assistant: I look it up.\n\n两公里。'))
  expect((await all())[0]?.messages.map(({ content, parent }) => [content, parent])).toContainEqual(['Another branch.', 0])
  expect(JSON.stringify(await all())).not.toContain('secret')
})

test.each([
  ['the name of a node is empty', { '': { parent: null }, ...node('q', '', 'user', ['A question']) }],
  ['a node follows itself', { '': { parent: '' }, a: { parent: 'b' }, b: { parent: 'a' }, ...node('q', null, 'user', ['A question']) }],
])('an export of ChatGPT where %s is read to its end', async (_name, mapping) => {
  expect(await imported(JSON.stringify([{ create_time: 1, current_node: 'a', mapping }]))).toEqual({ added: 1, known: 0, empty: 0 })
  expect((await all())[0]).toMatchObject({ head: 0, messages: [{ content: 'A question', parent: null }] })
})

test('one import of a user runs at a time', async () => {
  await createRich()
  const file = await fileOf()
  const [other, third] = [await createPerson(), await createPerson()]
  const start = Promise.withResolvers<void>()
  async function* later(): AsyncGenerator<Uint8Array> {
    await start.promise
    yield* bodyOf(file)
  }
  const first = importFile(other, later())
  await expect(imported(file, other)).rejects.toMatchObject({ kind: 'conflict' })
  expect(await imported(file, third)).toEqual({ added: 1, known: 0, empty: 0 })
  start.resolve()
  expect(await first).toEqual({ added: 1, known: 0, empty: 0 })
  expect(await imported(file, other)).toEqual({ added: 0, known: 1, empty: 0 })
})

test('a temporary chat that is still there is not taken away by its own file', async () => {
  const { id } = await createConversation(person, { texts: ['A question', 'An answer'], isTemporary: true })
  expect(await imported((await exportOne(person, id)).text)).toEqual({ added: 0, known: 1, empty: 0 })
  expect((await portable(person, id)).messages).toHaveLength(2)
})

test('what no database can keep of a source\'s text is left out', async () => {
  const file = (await exportOne(person, await createRich())).text
  const other = await createPerson()
  expect(await imported(file.replaceAll('Lamps.pdf', String.raw`Lamps\u0000.pdf`).replaceAll('Towers', String.raw`Towers\u0000`).replaceAll('Anna Ruiz built', String.raw`Anna\u0000 Ruiz built`), other)).toEqual({ added: 1, known: 0, empty: 0 })
  expect((await all(other))[0]?.messages[1]?.citations).toMatchObject([{ documentName: 'Lamps.pdf', headingPath: ['Towers'], passage: 'Anna Ruiz built it.' }])
})

test('an answer that went on after it was followed is exported before what follows it', async () => {
  const { id, messageIds } = await createConversation(person, { texts: ['A question', 'An answer', 'Another question', 'The last answer'] })
  await db.message.update({ where: { id: messageIds[1] ?? '' }, data: { seq: 9 } })
  const other = await createPerson()
  expect(await imported((await exportOne(person, id)).text, other)).toEqual({ added: 1, known: 0, empty: 0 })
  expect((await all(other))[0]?.messages.map(({ content }) => content)).toEqual(['A question', 'An answer', 'Another question', 'The last answer'])
})

test('a conversation that cannot be read ends the export instead of missing in it', async () => {
  await createRich()
  await db.citation.updateMany({ where: { message: visibleTo(person) }, data: { headingPath: 'no list' } })
  await expect(fileOf()).rejects.toThrow('headingPath')
})

test('a .zip of ChatGPT is taken as it is', async () => {
  const archive = writeZip([
    { name: 'chat.html', data: '<html>' },
    { name: 'conversations.json', data: JSON.stringify([chatgpt, { ...chatgpt, id: 'other', mapping: {} }]), isDeflated: true },
  ])
  expect(await imported(archive)).toEqual({ added: 1, known: 0, empty: 1 })
})

const ours = (message: object): string => JSON.stringify([{ id: 'x', title: '', createdAt: 0, updatedAt: 0, messages: [{ id: 'a', parentId: null, role: 'assistant', content: '', createdAt: 0, ...message }] }])
const source = { ordinal: 1, documentId: null, knowledgeBaseId: null, chunkId: null, version: 1, documentName: '', page: null, headingPath: [], start: 0, end: 0, quote: '', passage: '', score: 0 }

/** An archive whose one file is damaged, and whose directory is whole. */
function damagedInside(): Uint8Array {
  const name = 'conversations.json'
  const archive = writeZip([{ name, data: JSON.stringify([chatgpt]), isDeflated: true }])
  return archive.fill(255, 30 + name.length, 60 + name.length)
}

test.each([
  ['nothing of ours', '{"a": 1}', /^This file holds no chats/],
  ['no JSON', 'hello', /^This file holds no chats/],
  ['half a file', '[{"id":"x","title":"t","createdAt":"2026-01-01","updatedAt":"2026-01-01","messages":[]}, {"id"', /^This file ends in the middle, after entry 1/],
  ['an entry without a date', '[{"id":"x","title":"Lamps","messages":[]}]', /^Entry 1 \(“Lamps”\) cannot be imported.*: createdAt: /],
  ['a broken entry', '[{"id":}]', /^Entry 1 cannot be imported.*: it is not valid JSON/],
  ['a message before its parent', JSON.stringify([{ id: 'x', title: '', createdAt: 0, updatedAt: 0, messages: [{ id: 'b', parentId: 'a', role: 'user', content: '', createdAt: 0 }] }]), /the message b stands before the one that it follows/],
  ['an archive without chats', writeZip([{ name: 'a.txt', data: 'a' }]), /^This archive holds no conversations\.json/],
  ['a damaged archive', 'PK\u0003\u0004 and nothing else', /^This archive cannot be read/],
  ['a damaged file in an archive', damagedInside(), /^“conversations\.json” in this archive cannot be read/],
  ['a number that is too large', ours({ inputTokens: 2 ** 31 }), /messages\.0\.inputTokens: /],
  ['a place that is too large', ours({ citations: [{ ...source, start: 2 ** 31 }] }), /citations\.0\.start: /],
  ['two sources with one number', ours({ citations: [source, source] }), /citations: Two sources have the same number/],
  ['a date after the last', ours({ createdAt: '+010000-01-01T00:00:00Z' }), /messages\.0\.createdAt: /],
  ['a date of ChatGPT that is none', JSON.stringify([{ ...chatgpt, create_time: 1e300 }]), /create_time: /],
  ['nothing', '', /^This file is empty/],
])('%s is refused with a sentence that says what to do', async (_name, content, sentence) => {
  await expect(imported(content)).rejects.toMatchObject({ name: 'AppError', message: expect.stringMatching(sentence) })
  expect(await db.conversation.count({ where: { ...visibleTo(person), messages: { some: {} } } })).toBe(0)
})

test('a stranger exports nothing of another\'s', async () => {
  const id = await createRich()
  const stranger = await createPerson()
  await expect(exportOne(stranger, id)).rejects.toMatchObject({ kind: 'not_found' })
  expect(JSON.parse(await fileOf(stranger))).toMatchObject({ conversations: [] })
})

test('Markdown has the branch that is shown, with its sources', async () => {
  const conversation = await conversations.get(person, await createRich())
  const text = markdownOf(conversation, { question: 'Question', answer: 'Answer', sources: 'Sources', page: (page) => `p. ${page}` })
  expect(text).toContain('# 太陽能 and lamps')
  expect(text).toContain('## Question\n\nWho built it?\n\n## Answer\n\nAnna Ruiz [1].\n\n**Sources**\n\n1. Lamps.pdf, p. 3, Towers\n   > Anna Ruiz\n\n## Question')
  expect(text).not.toContain('Another answer')
})
