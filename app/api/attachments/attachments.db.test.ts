import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { GET } from '@/app/api/attachments/[id]/route'
import { POST } from '@/app/api/attachments/route'
import { removeUnsent } from '@/server/attachments/removal'
import { attachmentSchema } from '@/server/attachments/schema'
import * as attachments from '@/server/attachments/service'
import { sweepAbandoned } from '@/server/attachments/sweep'
import type { Actor } from '@/server/auth/actor'
import { removeExchange } from '@/server/conversations/exchanges'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import * as knowledge from '@/server/knowledge/service'
import * as receipts from '@/server/receipts/service'
import { createAssistant } from '@/server/testing/assistants'
import { ask } from '@/server/testing/chat'
import { addReadyDocument, workOff } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { request, signIn } from '@/server/testing/requests'
import { formOf, storedFiles, type Upload } from '@/server/testing/uploads'
import { repair } from '@/server/upkeep/upkeep'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => {
  process.env.AGENT_MODULES = 'docs/examples/echoAgent.mjs'
  return (await import('@/server/testing/fakeProvider')).useFakeProvider()
})
afterAll(async () => {
  await provider.close()
  await (await vectors()).close()
})

const none = { params: Promise.resolve({}) }
const replySchema = z.union([z.object({ attachments: z.array(attachmentSchema) }), z.object({ error: z.object({ kind: z.string(), message: z.string() }) })])
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

let person: Actor
let cookie: string
let draftId: string
beforeEach(async () => {
  person = await createPerson()
  cookie = await signIn(person)
  draftId = newId()
})

async function attach(files: readonly Upload[], place: Record<string, string> = { draftId }, by = cookie) {
  const body = formOf(files)
  const init = { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=the-boundary-of-the-tests' }, body: Buffer.from(body) }
  const response = await POST(request(`/api/attachments?${new URLSearchParams(place)}`, by, init), none)
  const reply = replySchema.parse(await response.json())
  const kept = 'attachments' in reply ? reply.attachments : []
  return { status: response.status, ids: kept.map(({ id }) => id), kept, error: 'error' in reply ? reply.error : undefined }
}

async function attached(files: readonly Upload[], place?: Record<string, string>): Promise<string[]> {
  const { ids } = await attach(files, place)
  await workOff()
  return ids
}

const heron = { name: 'heron.md', content: 'The heron of the Lune stands 94 centimetres tall. It waits for eels.' }
const otter = { name: 'otter.md', content: 'The otter of the Wharfe weighs nine kilograms.' }
const picture = { name: 'picture.png', content: png }
const download = (id: string, by: string | null = cookie) => GET(request(`/api/attachments/${id}`, by), { params: Promise.resolve({ id }) })
async function sweepADayLater(): Promise<void> {
  await db.attachment.updateMany({ where: { ownerId: person.userId }, data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } })
  await sweepAbandoned(async () => undefined)
  await workOff()
}
const chatBodies = async () => provider.bodies('/v1/chat/completions', (await import('@/server/testing/fakeProvider')).chatBodySchema)

describe('a document that is given with a question', () => {
  test('C84 is read, and answered from, in this question and the ones after it', async () => {
    const attachmentIds = await attached([heron])
    expect(await attachments.list(person, attachmentIds)).toMatchObject([{ name: 'heron.md', kind: 'document', state: 'ready' }])
    const first = await ask(person, 'How tall is the heron of the Lune?', { attachmentIds })
    expect(first.citations).toMatchObject([{ documentName: 'heron.md', documentId: expect.any(String), knowledgeBaseId: null, quote: expect.stringContaining('94 centimetres') }])
    expect(first.activity).toMatchObject({ searched: [], attachments: { names: ['heron.md'], passageCount: 1 }, passageCount: 1 })
    const later = await ask(person, 'What does the heron wait for?', { conversationId: first.conversationId })
    expect(later.citations).toMatchObject([{ documentName: 'heron.md' }])
    const { messages } = await conversations.get(person, first.conversationId)
    expect(messages[0]?.attachments).toMatchObject([{ id: attachmentIds[0], name: 'heron.md', state: 'ready' }])
    expect(messages[2]?.attachments).toEqual([])
  })

  test('is meant, whatever words the question has', async () => {
    const { activity } = await ask(person, 'Summarise', { attachmentIds: await attached([heron]) })
    expect(activity).toMatchObject({ passageCount: 1 })
    expect((await chatBodies()).at(-1)?.messages.at(-1)?.content).toContain('94 centimetres')
  })

  test('is one of the sources beside those of a base, under one numbering', async () => {
    const base = await knowledge.create(person, { name: 'Animals' })
    await addReadyDocument(person, base.id, otter.content, otter.name)
    const { activity } = await ask(person, 'What are heron and otter like?', { attachmentIds: await attached([heron]), knowledgeBaseIds: [base.id] })
    expect(activity).toMatchObject({ searched: ['Animals'], passageCount: 2 })
    expect((await chatBodies()).at(-1)?.messages.at(-1)?.content).toMatch(/\[1\] heron\.md[\s\S]*\[2\] otter\.md/)
  })

  test('C60 is handed to an agent with what was read of it, and an image as it is; nothing is said of what models cannot see', async () => {
    const assistantId = await createAssistant(person, { agent: { kind: 'module', name: 'echoAgent' } })
    const { content, citations, activity } = await ask(person, 'Hello', { assistantId, attachmentIds: await attached([heron, picture]) })
    expect(content).toContain(`I was handed heron.md of ${heron.content.length} bytes, which begins “The heron of the Lun”.`)
    expect(content).toContain(`I was handed picture.png of ${png.length} bytes.`)
    expect(new Set(citations.map(({ documentName }) => documentName))).toEqual(new Set(['heron.md']))
    expect(activity?.notes).toEqual([])
  })

  test('that could not be read fails nothing, and the answer says so; it can be tried again or taken back', async () => {
    const [id = '', good = ''] = await attached([{ name: 'broken.pdf', content: 'no pdf' }, heron])
    const [broken] = await attachments.list(person, [id])
    expect(broken).toMatchObject({ state: 'failed', errorText: expect.stringContaining('PDF') })
    await attachments.retry(person, id)
    await workOff()
    const { status, activity } = await ask(person, 'How tall is the heron?', { attachmentIds: [id, good] })
    expect(status).toBe('complete')
    expect(activity).toMatchObject({ notes: ['“broken.pdf” could not be read'], attachments: { names: ['heron.md'] } })
  })

  test('goes along when its question is edited', async () => {
    const first = await ask(person, 'How tall is the heron?', { attachmentIds: await attached([heron, picture]) })
    const { conversationId, parentId } = first
    const edited = await ask(person, 'How tall is it?', { conversationId, replaces: parentId ?? '' })
    expect(edited.activity).toMatchObject({ attachments: { names: ['heron.md'], passageCount: 1 } })
    expect((await conversations.get(person, conversationId)).messages[0]?.attachments.map(({ name }) => name)).toEqual(['heron.md', 'picture.png'])
  })

  test('stays with the edited question when the one before it is deleted, and goes with the last that has it', async () => {
    const before = (await storedFiles()).whole.length
    const { conversationId, parentId } = await ask(person, 'How tall is the heron?', { attachmentIds: await attached([heron, picture]) })
    const edited = await ask(person, 'How tall is it?', { conversationId, replaces: parentId ?? '' })
    await removeExchange(person, parentId ?? '')
    await sweepADayLater()
    const files = (await conversations.get(person, conversationId)).messages[0]?.attachments ?? []
    expect(files).toMatchObject([{ name: 'heron.md', state: 'ready' }, { name: 'picture.png' }])
    for (const { id } of files) expect((await download(id)).status).toBe(200)
    expect(await db.attachment.count({ where: { ownerId: person.userId } })).toBe(2)
    await removeExchange(person, edited.parentId ?? '')
    await sweepADayLater()
    expect(await db.document.count({ where: { ownerId: person.userId } })).toBe(0)
    expect((await storedFiles()).whole).toHaveLength(before)
  })

  test('can be added to a conversation that has begun, with files or without', async () => {
    const { conversationId } = await ask(person, 'Hello')
    const first = await ask(person, 'How tall is the heron?', { conversationId, attachmentIds: await attached([heron], { conversationId }) })
    expect(first.citations).toMatchObject([{ documentName: 'heron.md' }])
    const second = await ask(person, 'What weighs the otter?', { conversationId, attachmentIds: await attached([otter], { conversationId }) })
    expect(second.activity?.attachments?.names).toEqual(['heron.md', 'otter.md'])
  })
})

describe('the hidden base', () => {
  test('is in no list and no count, and cannot be named, changed or taken the name of', async () => {
    const { conversationId } = await ask(person, 'What is it?', { attachmentIds: await attached([heron]) })
    const { id } = await db.knowledgeBase.findFirstOrThrow({ where: { conversationId } })
    expect(await knowledge.list(person)).toEqual([])
    await expect(knowledge.get(person, id)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(knowledge.requireAll(person, [id])).rejects.toMatchObject({ kind: 'not_found' })
    await expect(knowledge.update(person, { id, name: 'Mine' })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(knowledge.remove(person, id)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await knowledge.create(person, { name: 'Attachments' })).toMatchObject({ name: 'Attachments' })
    await expect(ask(person, 'And?', { knowledgeBaseIds: [id] })).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('is one for all files of a draft, however many come at once', async () => {
    await Promise.all([attach([heron]), attach([otter]), attach([picture])])
    expect(await db.knowledgeBase.count({ where: { kind: 'attachments', ownerId: person.userId } })).toBe(1)
  })

  test('goes with its conversation, and leaves no file, row or vector; a receipt says so', async () => {
    const before = (await storedFiles()).whole.length
    const { conversationId } = await ask(person, 'What is it?', { attachmentIds: await attached([heron, picture]) })
    const { activeIndexId } = await db.knowledgeBase.findFirstOrThrow({ where: { conversationId } })
    await conversations.remove(person, conversationId)
    await workOff()
    expect((await storedFiles()).whole).toHaveLength(before)
    const owned = { where: { ownerId: person.userId } }
    expect([await db.attachment.count(owned), await db.document.count(owned), await db.knowledgeBase.count(owned)]).toEqual([0, 0, 0])
    const rows: unknown[] = []
    for await (const some of (await vectors()).rows({ model: 'builtin/lexical', dimensions: 384 }, { indexIds: [activeIndexId ?? ''] })) rows.push(...some)
    expect(rows).toEqual([])
    expect(await receipts.list(person)).toMatchObject([{ kind: 'conversation', name: 'What is it?', documentCount: 1, fileCount: 2, completedAt: expect.any(Date) }])
  })

  test('of a temporary conversation leaves a receipt that does not say what it was about', async () => {
    const { conversationId } = await ask(person, 'What is it?', { attachmentIds: await attached([heron]), isTemporary: true })
    await conversations.remove(person, conversationId)
    await workOff()
    expect(await receipts.list(person)).toMatchObject([{ kind: 'conversation', name: '', documentCount: 1 }])
  })
})

describe('an image', () => {
  test('is shown to a model that can see, with its question and the ones after it', async () => {
    const attachmentIds = await attached([picture])
    const { content, conversationId, activity } = await ask(person, 'What is on it?', { attachmentIds, modelId: 'openai/fake-vision' })
    expect(content).toBe('1 images were shown. You asked: What is on it? (2 messages)')
    expect(activity).toMatchObject({ notes: [], attachments: null, passageCount: 0 })
    expect((await chatBodies()).at(-1)?.messages.at(-1)?.images).toEqual([`data:image/png;base64,${png.toString('base64')}`])
    const later = await ask(person, 'And now?', { conversationId, modelId: 'openai/fake-vision' })
    expect(later.content).toContain('1 images were shown.')
  })

  test.each(['openai/fake-chat', 'builtin/extractive'])('is not shown to %s, and the answer says so', async (modelId) => {
    const { status, activity } = await ask(person, 'What is on it?', { attachmentIds: await attached([picture]), modelId })
    expect(status).toBe('complete')
    expect(activity?.notes).toEqual(['This model does not read images; “picture.png” was not shown to it'])
  })

  test('that a provider refuses is told as that', async () => {
    const { status, errorText } = await ask(person, 'What is on it?', { attachmentIds: await attached([picture]), modelId: 'openai/fake-vision-400' })
    expect({ status, errorText }).toEqual({ status: 'failed', errorText: 'This model refused the image; choose one that reads images' })
  })

  test('is shown to its owner by the type of its bytes, and nothing of it runs', async () => {
    const [id = ''] = await attached([{ name: 'really.jpg', content: png }])
    const response = await download(id)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining('sandbox') })
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png)
  })

  test.each([
    ['drawing.svg', '<svg onload="alert(1)"/>'],
    ['photo.heic', 'x'],
    ['page.png', '<html><script>alert(1)</script>'],
    ['empty.gif', ''],
    ['film.mp4', 'x'],
  ])('%s is refused, and leaves nothing', async (name, content) => {
    const before = (await storedFiles()).whole.length
    const { status, error } = await attach([{ name, content }])
    expect(status).toBe(415)
    expect(error?.message).toContain(name)
    expect((await storedFiles()).whole).toHaveLength(before)
    expect(await db.attachment.count({ where: { ownerId: person.userId } })).toBe(0)
  })
})

describe('what waits for its question', () => {
  test('can be taken back, with its file', async () => {
    const before = (await storedFiles()).whole.length
    const [image = '', document = ''] = await attached([picture, heron])
    await attachments.remove(person, image)
    await attachments.remove(person, document)
    await workOff()
    expect((await storedFiles()).whole).toHaveLength(before)
    expect(await db.document.count({ where: { ownerId: person.userId } })).toBe(0)
  })

  test('cannot be taken back once it was sent, nor sent twice', async () => {
    const [id = ''] = await attached([picture])
    await ask(person, 'What is it?', { attachmentIds: [id] })
    await expect(attachments.remove(person, id)).rejects.toMatchObject({ kind: 'conflict' })
    await expect(ask(person, 'And?', { attachmentIds: [id] })).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('cannot be taken back when it is sent in that moment, and stays whole', async () => {
    const ids = await attached([heron, picture])
    const rows = await db.attachment.findMany({ where: { id: { in: ids } } })
    await ask(person, 'What is it?', { attachmentIds: ids.slice(0, 1) })
    expect(await removeUnsent(person, rows)).toBe(false)
    await workOff()
    for (const id of ids) expect((await download(id)).status).toBe(200)
  })

  test('can be taken back once', async () => {
    const [id = ''] = await attached([picture])
    const rows = await db.attachment.findMany({ where: { id } })
    await attachments.remove(person, id)
    expect(await removeUnsent(person, rows)).toBe(false)
    await workOff()
    await expect(attachments.remove(person, id)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('is removed by the upkeep after a day; what was sent stays', async () => {
    const before = (await storedFiles()).whole.length
    const sent = await attached([picture])
    await ask(person, 'What is it?', { attachmentIds: sent })
    const waiting = await attached([heron, { name: 'other.png', content: png }], { draftId: newId() })
    await db.attachment.updateMany({ where: { ownerId: person.userId }, data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } })
    await db.knowledgeBase.updateMany({ where: { ownerId: person.userId }, data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } })
    await repair()
    await workOff()
    expect((await db.attachment.findMany({ where: { ownerId: person.userId } })).map(({ id }) => id)).toEqual(sent)
    expect(await db.attachment.count({ where: { id: { in: waiting } } })).toBe(0)
    expect(await db.knowledgeBase.count({ where: { ownerId: person.userId } })).toBe(0)
    expect((await storedFiles()).whole).toHaveLength(before + 1)
    expect(await sweepAbandoned(async () => undefined)).toBe(0)
  })

  test('of two drafts cannot go with one question', async () => {
    const ids = [...(await attached([heron])), ...(await attached([otter], { draftId: newId() }))]
    await expect(ask(person, 'Both?', { attachmentIds: ids })).rejects.toMatchObject({ kind: 'conflict', message: expect.stringContaining('different chats') })
  })

  test('of a draft that another chat took cannot begin one more', async () => {
    const [mine = '', others = ''] = await attached([heron, otter])
    await ask(person, 'What is it?', { attachmentIds: [mine] })
    await expect(ask(person, 'And what is this?', { attachmentIds: [others] })).rejects.toMatchObject({ kind: 'conflict', message: expect.stringContaining('different chats') })
    await attachments.remove(person, others)
    expect(await ask(person, 'And what is this?', { attachmentIds: await attached([otter], { draftId: newId() }) })).toMatchObject({ status: 'complete' })
  })
})

describe('a stranger', () => {
  let strangerCookie: string
  let stranger: Actor
  beforeEach(async () => {
    stranger = await createPerson()
    strangerCookie = await signIn(stranger)
  })

  test('C08 C85 has no way to the files of others', async () => {
    for (const id of await attached([picture, heron])) {
      expect((await download(id)).status).toBe(200)
      expect((await download(id, strangerCookie)).status).toBe(404)
      expect((await download(id, null)).status).toBe(401)
      await expect(ask(stranger, 'What is it?', { attachmentIds: [id] })).rejects.toMatchObject({ kind: 'not_found' })
    }
    expect(await db.conversation.count({ where: { ownerId: stranger.userId } })).toBe(0)
  })

  test('cannot attach to the conversations of others, and the same draft is another one', async () => {
    const { conversationId } = await ask(person, 'Hello')
    expect((await attach([heron], { conversationId }, strangerCookie)).status).toBe(404)
    const mine = await attach([heron])
    const theirs = await attach([heron], { draftId }, strangerCookie)
    expect([mine.status, theirs.status]).toEqual([201, 201])
    expect(await db.knowledgeBase.count({ where: { kind: 'attachments', ownerId: { in: [person.userId, stranger.userId] } } })).toBe(2)
  })

  test.each(['/api/attachments', '/api/attachments?conversationId=x', '/api/attachments?draftId=../../etc'])('nor is %s understood', async (path) => {
    expect((await POST(request(path, cookie, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '' }), none)).status).toBe(400)
  })

  test.each(['x', '../../secret', newId()])('nothing lies at %s', async (id) => {
    expect((await download(id)).status).toBe(404)
  })
})
