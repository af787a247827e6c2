import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import type { Document } from '@/server/documents/schema'
import * as documents from '@/server/documents/service'
import { saveFile } from '@/server/files/store'
import { newId } from '@/server/ids'
import { ingestAndSettle } from '@/server/ingestion/settleIndex'
import { purge } from '@/server/ingestion/purge'
import * as queue from '@/server/jobs/queue'
import * as knowledge from '@/server/knowledge/service'

const never = new AbortController().signal

export async function createBase(actor: Actor, name = `base-${newId()}`): Promise<string> {
  return (await knowledge.create(actor, { name })).id
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** An uploaded document whose ingestion waits in the queue. */
export async function addDocument(actor: Actor, knowledgeBaseId: string, content: string | Uint8Array, name = 'notes.md'): Promise<Document> {
  const file = await saveFile(once(typeof content === 'string' ? new TextEncoder().encode(content) : content), { maxBytes: 50_000_000 })
  return documents.create(actor, { knowledgeBaseId, name, mediaType: 'text/markdown', file })
}

/** Works the queue, as a worker would, until no job is due. */
export async function workOff(signal = never): Promise<void> {
  const handlers = { ingest: ingestAndSettle, purge }
  const worker = newId()
  for (let job = await queue.claim(worker, []); job !== null; job = await queue.claim(worker, [])) await handlers[job.kind](job, signal)
}

/** A document that can be searched. */
export async function addReadyDocument(actor: Actor, knowledgeBaseId: string, content: string | Uint8Array, name?: string): Promise<Document> {
  const { id } = await addDocument(actor, knowledgeBaseId, content, name)
  await workOff()
  return documents.get(actor, id)
}

/** The id of a document in the index that is searched. */
export async function indexedIdOf(documentId: string): Promise<string> {
  return (await db.indexedDocument.findFirstOrThrow({ where: { documentId, index: { activeIn: { isNot: null } } } })).id
}

/** The text of a document as its offsets count it: its blocks, each at its place. */
export async function documentText(documentId: string, version: number): Promise<string> {
  const blocks = await db.documentBlock.findMany({ where: { indexedDocument: { documentId }, version }, orderBy: { index: 'asc' } })
  return blocks.reduce((text, block) => text.padEnd(block.start, ' ') + block.text, '')
}

/** Lets the time of pauses and leases pass. */
export async function passTime(): Promise<void> {
  const before = new Date(Date.now() - 1_000)
  await db.job.updateMany({ where: { state: 'queued' }, data: { runAfter: before } })
  await db.job.updateMany({ where: { state: 'running' }, data: { leaseUntil: before } })
  await db.lease.updateMany({ data: { until: before } })
}
