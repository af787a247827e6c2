import * as assistants from '@/server/assistants/service'
import type { Actor } from '@/server/auth/actor'
import { visibleTo } from '@/server/auth/actor'
import * as keys from '@/server/auth/keys'
import * as sessions from '@/server/auth/sessions'
import { openQuestion } from '@/server/conversations/turns'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { defaultChunking } from '@/server/ingestion/schema'
import { activeIndex } from '@/server/knowledge/indexes'
import { attachmentBase } from '@/server/knowledge/service'
import { builtinEmbeddingModelId } from '@/server/models/schema'
import { indexedTerms } from '@/server/retrieval/fields'
import * as invitations from '@/server/teams/invitations'
import { shareAssistant, shareBase } from '@/server/teams/share'
import { createCitation } from '@/server/testing/citations'
import { addDocument, createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { createTeam } from '@/server/testing/teams'
import { vectors } from '@/server/vectors/store'

/** One record of every kind that a person can own, with ids only. The base and the assistant are shared with a team that somebody else is a member of. */
export async function createRecords(actor: Actor, somebody?: Actor) {
  const teammate = somebody ?? (await createPerson())
  const [team, left] = [await createTeam(actor, { member: [teammate] }), await createTeam(actor, { owner: [teammate] })]
  const { id: invitation } = await invitations.create(actor, { teamId: team })
  const base = await createBase(actor)
  const index = newId()
  await db.knowledgeIndex.create({ data: { id: index, knowledgeBaseId: base, number: 2, embeddingModel: builtinEmbeddingModelId, dimensions: 384, chunking: defaultChunking, state: 'complete' } })
  const { id: document } = await addDocument(actor, base, 'The canary sings at noon.')
  const failed = await addDocument(actor, base, 'Failed.', 'failed.md')
  const { id: indexed } = await db.indexedDocument.findFirstOrThrow({ where: { documentId: failed.id } })
  await db.indexedDocument.update({ where: { id: indexed }, data: { state: 'failed', errorText: 'It could not be read' } })
  await db.job.updateMany({ where: { subjectId: indexed }, data: { state: 'failed' } })
  const { id: ready } = await addDocument(actor, base, 'Ready.', 'ready.md')
  const { id: indexedDocumentId } = await db.indexedDocument.findFirstOrThrow({ where: { documentId: ready } })
  await db.indexedDocument.update({ where: { id: indexedDocumentId }, data: { state: 'ready', activeVersion: 1, chunkCount: 1 } })
  const chunk = newId()
  await db.chunk.create({ data: { id: chunk, indexedDocumentId, documentId: ready, version: 1, index: 0, text: 'Ready.', start: 0, end: 6, headingPath: [], keywords: [], tokenCount: 1 } })
  const owner = visibleTo(actor)
  const [testQuestion, testRun] = [newId(), newId()]
  await db.testQuestion.create({ data: { id: testQuestion, ...owner, knowledgeBaseId: base, question: 'What is ready?', expected: [{ documentId: ready, documentName: 'ready.md', start: 0, end: 6, text: 'Ready.' }] } })
  await db.testRun.create({ data: { id: testRun, ...owner, knowledgeBaseId: base, indexId: index, indexNumber: 2, settings: {}, state: 'complete', fingerprint: newId(), questionCount: 1, doneCount: 1, results: [] } })
  const { id: indexId } = await activeIndex(actor, base)
  await (await vectors()).upsert({ model: builtinEmbeddingModelId, dimensions: 384 }, [{ id: chunk, indexId, documentId: ready, version: 1, terms: indexedTerms({ documentName: 'ready.md', headingPath: [], text: 'Ready.' }), vector: null }])
  const draft = { conversationId: null, requestId: newId(), text: 'What sings?', modelId: 'builtin/extractive', knowledgeBaseIds: [base] }
  const { conversationId: conversation, questionId: question, answerId: answer } = await openQuestion(actor, draft, { worker: newId(), leaseUntil: new Date(Date.now() + 60_000) })
  const { answerId: queued } = await openQuestion(actor, { ...draft, conversationId: conversation, requestId: newId() }, { worker: newId(), leaseUntil: new Date(Date.now() + 60_000) })
  await db.message.updateMany({ where: { id: answer, ...visibleTo(actor) }, data: { status: 'complete', content: 'The canary.' } })
  const { change: _change, ...citation } = createCitation({ documentId: ready, knowledgeBaseId: base, chunkId: chunk, documentName: 'ready.md', quote: 'Ready.', passage: 'Ready.' })
  await db.citation.create({ data: { ...citation, id: newId(), messageId: answer } })
  const { id: assistant } = await assistants.create(actor, { name: 'Helper', knowledgeBaseIds: [base] })
  const attachment = await createAttachment(actor)
  const [folder, share] = [newId(), newId()]
  await db.folder.create({ data: { id: folder, ...visibleTo(actor), name: 'Canaries', nameKey: 'canaries' } })
  await db.sharedConversation.create({ data: { id: share, ...visibleTo(actor), conversationId: conversation, token: share, title: 'What sings?', snapshot: { messages: [] } } })
  const { id: key } = await keys.create(actor, { name: 'Canary', scopes: ['chat'], expiresAt: null })
  await shareBase(actor, { id: base, team: { id: team, access: 'read' } })
  await shareAssistant(actor, { id: assistant, team: { id: team, access: 'read' } })
  return { team, left, member: teammate.userId, invitation, assistant, attachment, base, index, document, failed: failed.id, ready, chunk, testQuestion, testRun, conversation, question, answer, queued, folder, share, key, session: await sessions.open(actor.userId) }
}

/** A file that waits for its question and could not be read. */
async function createAttachment(actor: Actor): Promise<string> {
  const id = newId()
  const { id: documentId } = await addDocument(actor, await attachmentBase(actor, { draftId: newId() }), 'Attached.', 'attached.md')
  const { id: indexed } = await db.indexedDocument.findFirstOrThrow({ where: { documentId } })
  await db.indexedDocument.update({ where: { id: indexed }, data: { state: 'failed', errorText: 'It could not be read' } })
  await db.job.updateMany({ where: { subjectId: indexed }, data: { state: 'failed' } })
  await db.attachment.create({ data: { id, ...visibleTo(actor), kind: 'document', name: 'attached.md', mediaType: 'text/markdown', size: 9, documentId } })
  return id
}

export type Records = Awaited<ReturnType<typeof createRecords>>
