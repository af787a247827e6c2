import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import * as assistants from '@/server/assistants/service'
import type { Actor } from '@/server/auth/actor'
import { compareSource } from '@/server/chat/compareSource'
import * as citations from '@/server/citations/service'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import * as actions from '@/server/documents/actions'
import * as documents from '@/server/documents/service'
import { edit } from '@/server/ingestion/editChunks'
import * as knowledge from '@/server/knowledge/service'
import { retrieve } from '@/server/retrieval/retrieve'
import * as members from '@/server/teams/members'
import { shareAssistant, shareBase } from '@/server/teams/share'
import { ask } from '@/server/testing/chat'
import { addReadyDocument, createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { createTeam } from '@/server/testing/teams'
import { vectors } from '@/server/vectors/store'

// The built-in answerer quotes what it finds.
vi.hoisted(() => {
  process.env.OPENAI_API_KEY = ''
})
afterAll(async () => (await vectors()).close())

const guide = '# Otters\n\nThe otter sleeps in a holt under the bank.\n'
const question = 'Where does the otter sleep?'

let owner: Actor
let member: Actor
let admin: Actor
let team: string
let base: string
let document: string
beforeEach(async () => {
  owner = await createPerson()
  member = await createPerson()
  admin = await createPerson()
  team = await createTeam(owner, { member: [member], admin: [admin] })
  base = await createBase(owner)
  document = (await addReadyDocument(owner, base, guide)).id
})

const found = async (actor: Actor) => (await retrieve(actor, { question, knowledgeBaseIds: [base] })).hits.map(({ documentId }) => documentId)
const share = (access: 'read' | 'write') => shareBase(owner, { id: base, team: { id: team, access } })
const kindOf = (work: Promise<unknown>) => work.then(() => 'done', (error: { kind?: string }) => error.kind)

test('a member searches and asks what is shared, and sees nothing of it from the moment on that it is not', async () => {
  expect(await kindOf(found(member))).toBe('not_found')
  await share('read')
  expect(await found(member)).toEqual([document])
  expect(await knowledge.list(member)).toMatchObject([{ id: base, sharing: { may: 'read', ownerName: owner.username, team: { id: team, access: 'read' } } }])
  const answer = await ask(member, question, { modelId: 'builtin/extractive', knowledgeBaseIds: [base] })
  expect(answer.citations).toMatchObject([{ documentId: document, change: null }])
  const { id: answerId, conversationId } = answer
  expect(await conversations.get(member, conversationId)).toMatchObject({ knowledgeBaseIds: [base] })

  await shareBase(owner, { id: base, team: null })
  expect(await knowledge.list(member)).toEqual([])
  expect(await kindOf(found(member))).toBe('not_found')
  expect(await kindOf(documents.get(member, document))).toBe('not_found')
  // As of a document that was deleted: what was cited stays with its answer.
  const after = await conversations.get(member, conversationId)
  expect(after.knowledgeBaseIds).toEqual([])
  expect(after.messages.at(-1)?.citations).toMatchObject([{ change: 'deleted', documentName: 'notes.md', quote: expect.stringContaining('holt') }])
  expect((await citations.detailsOf(member, conversationId)).documents).toMatchObject([{ isGone: true }])
  expect(await compareSource(member, { answerId, ordinal: 1 })).toMatchObject({ change: 'deleted', present: null })
  // The conversation goes on without it.
  expect((await ask(member, question, { modelId: 'builtin/extractive', conversationId })).citations).toEqual([])
  expect(await found(owner)).toEqual([document])
})

test('who is taken out of the team is out in the same moment, and an upload of theirs stays', async () => {
  await share('write')
  const { id } = await addReadyDocument(member, base, '# Walruses\n\nWalruses rest on the ice.\n', 'walruses.md')
  // It belongs to whose the base is, and so does the work on it.
  expect(await db.document.findUnique({ where: { id } })).toMatchObject({ ownerId: owner.userId, tenantId: owner.tenantId })
  expect(await db.job.findMany({ where: { ownerId: member.userId } })).toEqual([])
  const [chunk] = await db.chunk.findMany({ where: { documentId: document } })
  expect(await edit(member, { id: chunk?.id ?? '', text: 'The otter sleeps in a hollow tree.' })).toMatchObject({ text: 'The otter sleeps in a hollow tree.' })
  await members.remove(owner, { teamId: team, userId: member.userId })
  expect(await kindOf(found(member))).toBe('not_found')
  expect(await kindOf(documents.file(member, id))).toBe('not_found')
  expect(await documents.get(owner, id)).toMatchObject({ state: 'ready' })
})

test('reading is not writing, writing is not managing, and a name on a document is nothing', async () => {
  await share('read')
  // A document that carries the name of somebody else neither lets them write nor locks the others out.
  await db.document.update({ where: { id: document }, data: { ownerId: member.userId, tenantId: member.tenantId } })
  const stranger = await createPerson()
  await db.indexedDocument.updateMany({ where: { documentId: document }, data: { ownerId: stranger.userId, tenantId: stranger.tenantId } })
  expect(await found(owner)).toEqual([document])
  expect(await kindOf(documents.get(stranger, document))).toBe('not_found')
  const attempts = (actor: Actor) => [documents.update(actor, { id: document, isEnabled: true }), actions.reread(actor, [document]), knowledge.update(actor, { id: base, description: 'Theirs' })].map(kindOf)
  expect(await Promise.all(attempts(member))).toEqual(['forbidden', 'forbidden', 'forbidden'])
  await share('write')
  expect(await Promise.all(attempts(member))).toEqual(['done', 'done', 'done'])
  expect(await kindOf(knowledge.remove(member, base))).toBe('forbidden')
  expect(await kindOf(shareBase(member, { id: base, team: null }))).toBe('forbidden')
  // An administrator of the team governs what is in it, but does not take it elsewhere.
  const elsewhere = await createTeam(admin)
  expect(await kindOf(shareBase(admin, { id: base, team: { id: elsewhere, access: 'read' } }))).toBe('forbidden')
  expect(await kindOf(shareBase(admin, { id: base, team: { id: team, access: 'read' } }))).toBe('done')
  expect(await kindOf(knowledge.remove(admin, base))).toBe('done')
  expect(await kindOf(knowledge.get(owner, base))).toBe('not_found')
})

test('an assistant is asked by members with those of its bases that they may read', async () => {
  const secret = await createBase(owner)
  await addReadyDocument(owner, secret, '# Otters\n\nThe otter really sleeps in the boathouse.\n', 'secret.md')
  const { id } = await assistants.create(owner, { name: 'Otter expert', modelId: 'builtin/extractive', knowledgeBaseIds: [base, secret] })
  await share('read')
  await shareAssistant(owner, { id, team: { id: team, access: 'write' } })
  expect((await assistants.get(member, id)).knowledgeBaseIds).toEqual([base])
  const answer = await ask(member, question, { assistantId: id, modelId: null, knowledgeBaseIds: null })
  expect(answer.citations.map(({ documentId }) => documentId)).toEqual([document])
  // What a member does not see, they do not take away either.
  await assistants.update(member, { id, name: 'Otter clerk', knowledgeBaseIds: [] })
  expect((await assistants.get(owner, id)).knowledgeBaseIds).toEqual([secret])
  await shareAssistant(owner, { id, team: null })
  expect(await kindOf(assistants.get(member, id))).toBe('not_found')
  // Their conversation goes on as with one that was deleted.
  expect(await kindOf(ask(member, 'And then?', { conversationId: answer.conversationId, modelId: 'builtin/extractive' }))).toBe('done')
})
