import { extname } from 'node:path'
import type { Actor } from '@/server/auth/actor'
import { methodName, parserConfigOf } from '@/server/dialects/ragflow/parserConfig'
import { hexOf, ownersOf, type Spelling, timesOf } from '@/server/dialects/ragflow/wire'
import * as attempts from '@/server/documents/attempts'
import { type Attempt, type Document, type DocumentState, documentStates } from '@/server/documents/schema'
import { type Chunking, defaultChunking } from '@/server/ingestion/schema'
import * as indexes from '@/server/knowledge/indexes'

/** What RAGFlow calls the states of a document: its number, and its word. */
export const runs = {
  unread: ['0', 'UNSTART'],
  queued: ['1', 'RUNNING'],
  parsing: ['1', 'RUNNING'],
  embedding: ['1', 'RUNNING'],
  cancelled: ['2', 'CANCEL'],
  ready: ['3', 'DONE'],
  failed: ['4', 'FAIL'],
} as const satisfies Record<DocumentState, readonly [string, string]>

/** The states that a number or a word stands for; none for what is neither. */
export function statesOf(run: string): DocumentState[] {
  return documentStates.filter((state) => {
    const names: readonly string[] = runs[state]
    return names.includes(run.toUpperCase())
  })
}

interface Parts {
  readonly document: Document
  readonly chunking: Chunking
  /** The newest attempt at reading it; undefined when there was none. */
  readonly attempt: Attempt | undefined
}

/** Documents of one base in the words of RAGFlow. */
export async function documentsOf(actor: Actor, documents: readonly Document[], spelling: Spelling) {
  const bases = [...new Set(documents.map(({ knowledgeBaseId }) => knowledgeBaseId))]
  const [chunkings, tries] = await Promise.all([indexes.chunkingOf(actor, bases), attempts.newest(actor, documents.map(({ id }) => id))])
  return documents.map((document) => {
    const isBegun = document.state !== 'unread' && document.state !== 'queued'
    return documentOf(actor, { document, chunking: document.chunking ?? chunkings.get(document.knowledgeBaseId) ?? defaultChunking, attempt: isBegun ? tries.get(document.id) : undefined }, spelling)
  })
}

function documentOf(actor: Actor, { document, chunking, attempt }: Parts, spelling: Spelling) {
  const { created_by } = ownersOf(actor)
  const [number, word] = runs[document.state]
  const base = hexOf(document.knowledgeBaseId)
  const method = methodName(chunking)
  const duration = attempt === undefined ? 0 : ((attempt.endedAt ?? new Date()).getTime() - attempt.startedAt.getTime()) / 1_000
  return {
    chunk_count: document.chunkCount,
    ...timesOf(document),
    created_by,
    id: hexOf(document.id),
    knowledgebase_id: base,
    ...(spelling === 'seed' ? { parser_method: method, run: number } : { dataset_id: base, chunk_method: method, run: word, meta_fields: document.metadata }),
    location: document.sourceUrl ?? document.name,
    name: document.name,
    parser_config: parserConfigOf(chunking),
    process_begin_at: attempt?.startedAt.toUTCString() ?? null,
    process_duation: duration,
    process_duration: duration,
    progress: progressOf(document),
    progress_msg: messageOf(document, attempt),
    size: document.size,
    source_type: document.sourceUrl === null ? 'local' : 'web',
    status: document.isEnabled ? '1' : '0',
    thumbnail: document.thumbnail,
    token_count: document.tokenCount,
    type: extname(document.name).toLowerCase() === '.pdf' ? 'pdf' : 'doc',
  }
}

/** 0 to 1, and -1 when it failed. Reading is the first half of the work, embedding the second. */
function progressOf({ state, unitsDone, unitsTotal }: Document): number {
  const part = unitsTotal > 0 ? Math.min(1, unitsDone / unitsTotal) : 0
  switch (state) {
    case 'ready':
      return 1
    case 'failed':
      return -1
    case 'parsing':
      return part / 2
    case 'embedding':
      return 0.5 + part * 0.49
    case 'unread':
    case 'queued':
    case 'cancelled':
      return 0
  }
}

/** What was done so far, a line a step. */
function messageOf({ state, errorText }: Document, attempt: Attempt | undefined): string {
  if (state === 'unread') return ''
  const stage = (name: Attempt['stages'][number]['stage']) => attempt?.stages.find((one) => one.stage === name)
  const [read, split, embed, index] = [stage('read'), stage('split'), stage('embed'), stage('index')]
  const steps = [
    'Task has been received.',
    read === undefined ? null : 'Start to parse.',
    read?.endedAt == null ? null : 'Finish parsing.',
    split?.endedAt == null ? null : `Finished slicing files(${split.units}). Start to embedding the content.`,
    embed?.endedAt == null ? null : `Finished embedding(${((embed.tookMs + (index?.tookMs ?? 0)) / 1_000).toFixed(2)})! Start to build index!`,
    state === 'ready' ? 'Done!' : null,
    state === 'cancelled' ? 'Cancelled.' : null,
    errorText,
  ]
  return steps.flatMap((step) => (step === null ? [] : [`\n${step}`])).join('')
}
