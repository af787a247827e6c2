// RAGFlow's rules beyond the examples of its reference, and the plural paths of today.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import * as keys from '@/server/auth/keys'
import { db } from '@/server/database'
import * as teams from '@/server/teams/service'
import { startDialectServer } from '@/server/testing/dialectServer'
import { workOff } from '@/server/testing/documents'
import { chatBodySchema } from '@/server/testing/fakeProvider'
import { typeset, writePdf } from '@/server/testing/pdf'
import { createPerson } from '@/server/testing/people'
import { startWebServer } from '@/server/testing/webServer'

const provider = await vi.hoisted(async () => {
  const { useFakeProvider } = await import('@/server/testing/fakeProvider')
  process.env.DIALECTS = 'ragflow'
  process.env.WEB_ALLOW_PRIVATE = '127.0.0.1'
  return useFakeProvider({ embedding: 'fake-embed' })
})
const server = await startDialectServer()
const pages = await startWebServer((_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Herons</title><p>The heron stands on one leg in the reeds and waits for fish all day long.</p>'))

let person: Actor
let secret: string
let strangerSecret: string
const hex = (id: string): string => id.replaceAll('-', '')
const replySchema = z.looseObject({ code: z.int(), message: z.string().optional(), data: z.unknown().optional() })

async function ask(method: string, path: string, body?: object, by = secret) {
  const isForm = body instanceof FormData
  const headers = { authorization: `Bearer ${by}`, ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }) }
  const response = await fetch(`${server.url}/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }) })
  return { status: response.status, ...replySchema.parse(await response.json()) }
}

const idOf = (data: unknown): string => z.looseObject({ id: z.string().regex(/^[0-9a-f]{32}$/) }).parse(data).id
const scopes = ['chat', 'knowledge:read', 'knowledge:write'] as const

beforeAll(async () => {
  person = await createPerson()
  secret = (await keys.create(person, { name: 'key', scopes: [...scopes], expiresAt: null })).secret
  strangerSecret = (await keys.create(await createPerson(), { name: 'key', scopes: [...scopes], expiresAt: null })).secret
})
afterAll(async () => {
  await server.close()
  await pages.close()
  await provider.close()
})

let count = 0
const create = async (body: object = {}) => idOf((await ask('POST', '/datasets', { name: `dataset ${(count += 1)}`, ...body })).data)

async function upload(dataset: string, ...files: { name: string; content: string | Uint8Array<ArrayBuffer> }[]) {
  const form = new FormData()
  for (const { name, content } of files) form.append('file', new Blob([content]), name)
  return z.array(z.looseObject({ id: z.string(), name: z.string(), run: z.string() })).parse((await ask('POST', `/datasets/${dataset}/documents`, form)).data)
}

/** A dataset of files that were read, and the ids of these. */
async function readDataset(files: Record<string, string>, body: object = {}) {
  const dataset = await create(body)
  const documents = await upload(dataset, ...Object.entries(files).map(([name, content]) => ({ name, content })))
  await ask('POST', `/datasets/${dataset}/chunks`, { document_ids: documents.map(({ id }) => id) })
  await workOff()
  return { dataset, documents: documents.map(({ id }) => id) }
}

describe('datasets', () => {
  test('C05 C62 C118 are refused without a key, and with what must not be provided', async () => {
    expect(await ask('GET', '/datasets', undefined, 'nonsense')).toMatchObject({ status: 401, code: 109, message: expect.stringContaining('Token is not valid!') })
    for (const [body, message] of [
      [{ name: ' ' }, 'Name is not empty string!'],
      [{ name: 'x'.repeat(129) }, expect.stringContaining('128')],
      [{ name: 'x', id: '1' }, 'id must not be provided'],
      [{ name: 'x', tenant_id: '1' }, 'Tenant_id or embedding_model must not be provided'],
      [{ name: 'x', embedding_model: 'fake-embed' }, 'Tenant_id or embedding_model must not be provided'],
      [{ name: 'x', chunk_count: 3 }, 'chunk_count or document_count must be 0 or not be provided'],
      [{ name: 'x', permission: 'world' }, expect.stringContaining('permission')],
      [{ name: 'x', colour: 'red' }, expect.stringContaining('colour')],
    ] as const) expect(await ask('POST', '/dataset', body)).toEqual({ status: 400, code: 102, message })
  })

  test.each(['picture', 'audio', 'resume', 'knowledge_graph', 'nonsense'])('C81 S4-07 the parse_method %s is refused, and said so', async (parse_method) => {
    expect(await ask('POST', '/dataset', { name: 'x', parse_method })).toMatchObject({ status: 400, code: 102, message: expect.stringContaining('method') })
  })

  test('S4-08 C81 parser settings are taken in both spellings, and refused where nothing would come of them', async () => {
    for (const method of ['naive', 'manual', 'qa', 'table', 'paper', 'book', 'laws', 'presentation', 'one', 'email']) expect((await ask('POST', '/dataset', { name: `by ${method}`, parse_method: method })).data).toMatchObject({ parse_method: method })
    const id = await create({ parser_config: { chunk_token_num: 512, delimiter: '\\n。；', pages: [[1, 3]] } })
    expect((await ask('GET', `/datasets/${id}`)).data).toMatchObject({ chunk_method: 'naive', parser_config: { chunk_token_num: 512, chunk_token_count: 512, delimiter: String.raw`\n。；`, pages: [[1, 3]] } })
    for (const parser_config of [{ chunk_token_count: 100_000 }, { layout_recognize: false }, { task_page_size: 3 }, { raptor: { use_raptor: true } }, { entity_types: ['person'] }, { pages: [[3, 1]] }]) {
      expect(await ask('POST', '/datasets', { name: 'x', parser_config })).toMatchObject({ status: 400, code: 102, message: expect.stringContaining('parser_config') })
    }
  })

  test('C63 X28 C155 S4N-04 update rules: counts and owners stay, and how it is cut and embedded once there are chunks', async () => {
    const { dataset } = await readDataset({ 'a.md': 'The otter swims.' })
    for (const [body, message] of [
      [{ chunk_count: 7 }, "Can't change chunk_count."],
      [{ document_count: 7 }, "Can't change document_count."],
      [{ tenant_id: hex(person.userId) }, "Can't change tenant_id."],
      [{ embedding_model: 'builtin/lexical' }, "Can't change embedding_model."],
      [{ parse_method: 'manual' }, 'If chunk count is not 0, parse method is not changable.'],
      [{ name: '' }, 'Name is not empty string!'],
    ] as const) expect(await ask('PUT', `/dataset/${dataset}`, body)).toEqual({ status: 400, code: 102, message })
    expect(await ask('PUT', `/datasets/${dataset}`, { embedding_model: 'builtin/lexical' })).toMatchObject({ status: 409, code: 102 })
    expect(await ask('PUT', `/dataset/${dataset}`, { chunk_count: 1, document_count: 1, tenant_id: hex(person.tenantId), embedding_model: 'openai/fake-embed', parse_method: 'naive', description: 'Swimmers', language: 'Chinese', similarity_threshold: 0.1 })).toEqual({ status: 200, code: 0 })
    expect((await ask('GET', `/datasets/${dataset}`)).data).toMatchObject({ description: 'Swimmers', language: 'Chinese', similarity_threshold: 0.1, vector_similarity_weight: 0.3 })
    const empty = await create()
    expect(await ask('PUT', `/datasets/${empty}`, { embedding_model: 'builtin/lexical', chunk_method: 'qa' })).toMatchObject({ code: 0, data: { embedding_model: 'builtin/lexical', chunk_method: 'qa' } })
  })

  test('C64 X35 S4N-06 deletion names ids or names, takes all of them or none, and everything only when that is said', async () => {
    const [one, other] = [await create({ name: 'One' }), await create({ name: 'Other' })]
    expect(await ask('DELETE', '/dataset', { ids: [one], names: ['Other'] })).toMatchObject({ status: 400, code: 102 })
    for (const body of [{}, { ids: [] }, { ids: null }]) expect(await ask('DELETE', '/dataset', body)).toMatchObject({ status: 400, code: 102, message: expect.stringContaining('ids or names is required') })
    expect(await ask('DELETE', '/dataset', { ids: [one, '8d73076886cc11ef8c270242ac120006'] })).toEqual({ status: 404, code: 102, message: "You don't own the dataset." })
    expect(await ask('DELETE', '/dataset', { ids: [one] }, strangerSecret)).toEqual({ status: 404, code: 102, message: "You don't own the dataset." })
    expect((await ask('GET', `/dataset?id=${one}`)).data).toHaveLength(1)
    expect(await ask('DELETE', '/datasets', { ids: [one, other] })).toEqual({ status: 200, code: 0 })
  })

  test('C65 C152 S4-06 S4N-01 S4N-05 lists have pages, an order, counts by state, and 30 to a page today', async () => {
    const names = (data: unknown): string[] => z.array(z.looseObject({ name: z.string() })).parse(data).map(({ name }) => name)
    const newest = names((await ask('GET', '/dataset?page_size=2')).data)
    expect(names((await ask('GET', '/dataset?page=2&page_size=1')).data)).toEqual(newest.slice(1))
    expect(names((await ask('GET', '/dataset?desc=false')).data).toReversed().slice(0, 2)).toEqual(newest)
    const today = await ask('GET', '/datasets?include_parsing_status=true&orderby=update_time')
    expect(today).toMatchObject({ code: 0, total_datasets: expect.any(Number) })
    expect(z.array(z.unknown()).parse(today.data)[0]).toMatchObject({ unstart_count: expect.any(Number), running_count: 0, cancel_count: 0, done_count: expect.any(Number), fail_count: 0 })
    expect(await ask('GET', '/dataset?orderby=colour')).toMatchObject({ status: 400, code: 102 })
    expect(await ask('GET', '/dataset?id=nonsense')).toEqual({ status: 404, code: 102, message: "The dataset doesn't exist" })
  })

  test('S4-05 C09 X17 are their owner\'s alone, or a team\'s', async () => {
    const id = await create()
    expect(await ask('PUT', `/dataset/${id}`, { permission: 'team' })).toEqual({ status: 400, code: 102, message: expect.any(String) })
    expect(await ask('POST', '/dataset', { name: 'refused', permission: 'team' })).toEqual({ status: 400, code: 102, message: expect.any(String) })
    expect((await ask('GET', '/dataset?name=refused')).data).toBeUndefined()
    await teams.create(person, { name: 'Zoo' })
    expect(await ask('PUT', `/dataset/${id}`, { permission: 'team' })).toEqual({ status: 200, code: 0 })
    expect((await ask('GET', `/datasets/${id}`)).data).toMatchObject({ permission: 'team' })
    expect(await ask('PUT', `/dataset/${id}`, { permission: 'me' })).toEqual({ status: 200, code: 0 })
    expect((await ask('GET', `/datasets/${id}`)).data).toMatchObject({ permission: 'me' })
  })
})

describe('documents', () => {
  test('S4-20 S4-24 C70 C71 C77 C87 S4N-07 C154 come as files or from an address, are named, filtered, switched off and deleted', async () => {
    const dataset = await create()
    const documents = await upload(dataset, { name: '笔记.md', content: 'x' }, { name: 'b.txt', content: 'y' })
    expect(documents).toMatchObject([{ name: '笔记.md', run: 'UNSTART', dataset_id: dataset }, { name: 'b.txt' }])
    expect(await ask('POST', `/datasets/${dataset}/documents?type=web`, { url: `http://127.0.0.1:${pages.port}/herons` })).toMatchObject({ code: 0, data: [{ run: 'UNSTART', source_type: 'web' }] })
    expect(await ask('POST', `/datasets/${dataset}/documents?type=empty`, {})).toMatchObject({ status: 400, message: expect.stringContaining('empty') })
    const bad = new FormData()
    bad.append('file', new Blob(['x']), 'archive.zip')
    expect(await ask('POST', `/datasets/${dataset}/documents`, bad)).toMatchObject({ status: 415, code: 101 })
    const list = async (query: string) => z.object({ docs: z.array(z.looseObject({ name: z.string() })) }).parse((await ask('GET', `/datasets/${dataset}/documents?${query}`)).data).docs.map(({ name }) => name)
    expect(await list('suffix=txt')).toEqual(['b.txt'])
    expect(await list('run=DONE')).toEqual([])
    expect(await list('create_time_from=0&create_time_to=253402300799999')).toHaveLength((await list('')).length)
    expect((await ask('GET', `/datasets/${dataset}/documents?create_time_from=1e20`)).status).toBe(400)
    const many = Array.from({ length: 1_001 }, (_, at) => `${dataset}${at}`)
    for (const [method, path, body] of [['POST', '/retrieval', { question: 'herons', document_ids: many }], ['DELETE', '/chats', { ids: many }]] as const) expect(await ask(method, path, body)).toMatchObject({ status: 400, message: expect.stringContaining('has 1,000 entries at most') })
    expect(await list('run=UNSTART,FAIL&page_size=1&page=3&desc=true')).toEqual(['笔记.md'])
    expect(await list(`create_time_to=${Date.now() - 3_600_000}`)).toEqual([])
    const [first, second] = documents
    expect(await ask('PUT', `/datasets/${dataset}/documents/${first?.id}`, { name: 'notes.md', enabled: 0, meta_fields: { author: 'bob' } })).toMatchObject({ code: 0, data: { name: 'notes.md', status: '0', meta_fields: { author: 'bob' } } })
    expect(await ask('PUT', `/datasets/${dataset}/documents/${first?.id}`, { name: 'b.md' })).toMatchObject({ code: 0 })
    expect(await ask('PUT', `/datasets/${dataset}/documents/${second?.id}`, { progress: 1 })).toMatchObject({ status: 400, message: "Can't change progress." })
    expect(await ask('DELETE', `/dataset/${dataset}/document`, { ids: [first?.id] })).toEqual({ status: 200, code: 0 })
    expect(await ask('DELETE', `/datasets/${dataset}/documents`, {})).toMatchObject({ status: 400, code: 102 })
    expect(await ask('DELETE', `/datasets/${dataset}/documents`, { delete_all: true })).toEqual({ status: 200, code: 0 })
    expect(await list('')).toEqual([])
  })

  test('C66 C71 C78 C79 C80 C82 counts are those of the chunks, pages are known, and what cannot be read says why', async () => {
    const dataset = await create()
    const [pdf, broken] = await upload(dataset, { name: 'pages.pdf', content: new Uint8Array(writePdf(['The first page is about otters.', 'The second page is about herons.'].map(typeset))) }, { name: 'broken.docx', content: 'no document' })
    const path = `/datasets/${dataset}/chunks`
    expect(await ask('DELETE', path, { document_ids: [pdf?.id] })).toMatchObject({ status: 409, code: 102 })
    expect(await ask('POST', path, { document_ids: [pdf?.id, hex(person.userId)] })).toMatchObject({ status: 404, code: 102 })
    expect(await ask('POST', path, {})).toMatchObject({ status: 400, code: 102 })
    await ask('POST', path, { document_ids: [pdf?.id, broken?.id] })
    expect(await ask('POST', path, { document_ids: [pdf?.id] })).toMatchObject({ status: 409, code: 102 })
    await workOff()
    const docs = z.object({ docs: z.array(z.looseObject({ name: z.string(), chunk_count: z.int() })) }).parse((await ask('GET', `/datasets/${dataset}/documents?orderby=create_time&desc=false`)).data).docs
    expect(docs).toMatchObject([{ run: 'DONE', type: 'pdf' }, { run: 'FAIL', progress: -1, progress_msg: expect.stringContaining('.docx') }])
    const chunks = z.object({ chunks: z.array(z.looseObject({ positions: z.array(z.unknown()) })), total: z.int() }).parse((await ask('GET', `/datasets/${dataset}/documents/${pdf?.id}/chunks`)).data)
    expect(chunks.chunks.map(({ positions }) => positions)).toContainEqual([[1, 0, 0, 0, 0]])
    expect((await ask('GET', `/datasets/${dataset}`)).data).toMatchObject({ document_count: 2, chunk_count: chunks.total })
    expect([docs[0]?.chunk_count, await db.chunk.count({ where: { indexedDocument: { document: { knowledgeBase: { name: `dataset ${count}` } } } } })]).toEqual([chunks.total, chunks.total])
  })
})

describe('chunks and retrieval', () => {
  test('S4N-08 C103 S4N-09 C102 C155 C98 C101 one chunk, switched off, and the search of several datasets', async () => {
    const otters = await readDataset({ 'otters.md': 'Otters sleep on their backs and hold hands.' })
    const herons = await readDataset({ 'herons.md': 'Herons sleep standing on one leg.' })
    const path = `/datasets/${otters.dataset}/documents/${otters.documents[0]}/chunks`
    const [chunk] = z.object({ chunks: z.array(z.looseObject({ id: z.string() })) }).parse((await ask('GET', path)).data).chunks
    expect((await ask('GET', `${path}/${chunk?.id}`)).data).toMatchObject({ id: chunk?.id, available: true, dataset_id: otters.dataset })

    const search = async (body: object) => z.object({ total: z.int(), chunks: z.array(z.looseObject({ document_keyword: z.string() })) }).parse((await ask('POST', '/retrieval', { question: 'How do otters and herons sleep?', similarity_threshold: 0, ...body })).data)
    const both = { dataset_ids: [otters.dataset, herons.dataset] }
    expect((await search(both)).chunks.map(({ document_keyword }) => document_keyword).toSorted()).toEqual(['herons.md', 'otters.md'])
    expect(await search({ ...both, page: 2, page_size: 1 })).toMatchObject({ total: 2, chunks: [{}] })
    expect((await search({ ...both, document_ids: [herons.documents[0]], highlight: true })).chunks).toMatchObject([{ document_keyword: 'herons.md', highlight: expect.stringContaining('<em>') }])
    expect((await search({ document_ids: herons.documents, rerank_id: 'nobody' })).chunks).toHaveLength(1)
    expect(await ask('POST', '/retrieval', { question: 'x', ...both }, strangerSecret)).toMatchObject({ status: 404, code: 102 })
    for (const body of [{ question: '', ...both }, { question: 'x' }, { question: 'x', ...both, similarity_threshold: 3 }, { question: 'x', ...both, use_kg: true }, { question: 'x', ...both, page_size: 1_000 }]) expect(await ask('POST', '/retrieval', body)).toMatchObject({ status: 400, code: 102 })

    expect(await ask('PATCH', path, { chunk_ids: [chunk?.id], available: false })).toEqual({ status: 200, code: 0 })
    expect((await search(both)).chunks.map(({ document_keyword }) => document_keyword)).toEqual(['herons.md'])
    await ask('PUT', `/datasets/${herons.dataset}/documents/${herons.documents[0]}`, { enabled: 0 })
    expect((await search(both)).total).toBe(0)
    const other = await create({ embedding_model: 'builtin/lexical' })
    expect(await ask('POST', '/retrieval', { question: 'x', dataset_ids: [otters.dataset, other] })).toEqual({ status: 400, code: 102, message: 'Datasets use different embedding models.' })
    expect(await ask('POST', '/chats', { name: 'Mixed', dataset_ids: [otters.dataset, other] })).toEqual({ status: 400, code: 102, message: 'Datasets use different embedding models.' })
  })
})

const sent = () => provider.bodies('/v1/chat/completions', chatBodySchema.loose()).at(-1)

describe('chats', async () => {
  const completion = async (path: string, body: object) => z.object({ answer: z.string(), session_id: z.string(), reference: z.looseObject({ total: z.int().optional() }) }).parse((await ask('POST', path, { stream: false, ...body })).data)

  test('C105 C106 C107 S4N-10 X38 have the documented defaults, are checked, read, merged and deleted', async () => {
    const { dataset } = await readDataset({ 'a.md': 'The tide comes twice a day.' })
    const { data } = await ask('POST', '/chat', { name: 'Plain', knowledgebases: [{ id: dataset }] })
    expect(data).toMatchObject({
      llm: { model_name: null, temperature: 0.1, top_p: 0.3, presence_penalty: 0.4, frequency_penalty: 0.7, max_tokens: 512 },
      prompt: { similarity_threshold: 0.2, keywords_similarity_weight: 0.7, top_n: 8, show_quote: true, opener: expect.stringMatching(/./), prompt: expect.stringContaining('{knowledge}') },
      top_k: 1024,
      status: '1',
    })
    const id = idOf(data)
    for (const [body, status, message] of [
      [{ knowledgebases: [{ id: dataset }] }, 400, '`name` is required.'],
      [{ name: 'x' }, 400, '`knowledgebases` is required.'],
      [{ name: 'x', knowledgebases: [{ id: hex(person.userId) }] }, 404, "You don't own the dataset."],
      [{ name: 'plain', knowledgebases: [{ id: dataset }] }, 409, 'Duplicated assistant name in creating dataset.'],
      [{ name: 'x', knowledgebases: [{ id: dataset }], prompt: { prompt: 'No place', variables: [{ key: 'mood', optional: false }] } }, 400, expect.stringContaining('mood')],
      [{ name: 'x', knowledgebases: [{ id: dataset }], prompt: { reasoning: true } }, 400, expect.stringContaining('reasoning')],
    ] as const) expect(await ask('POST', '/chat', body)).toEqual({ status, code: 102, message })
    expect(await ask('PATCH', `/chats/${id}`, { llm: { temperature: 1 }, prompt: { keywords_similarity_weight: 0.4, top_n: 3 } })).toMatchObject({ code: 0, data: { llm: { temperature: 1, top_p: 0.3 }, prompt: { keywords_similarity_weight: 0.4, top_n: 3, similarity_threshold: 0.2 } } })
    expect((await db.assistant.findFirst({ where: { name: 'Plain' } }))?.retrieval).toMatchObject({ vectorWeight: 0.6, limit: 3 })
    expect(await ask('GET', `/chats/${id}`)).toMatchObject({ code: 0, data: { datasets: [{ id: dataset }], dataset_ids: [dataset] } })
    expect(await ask('GET', `/chats/${id}`, undefined, strangerSecret)).toMatchObject({ status: 404, code: 102 })
    expect(await ask('POST', '/chats', { name: 'Of the web', prompt: { web_search_provider: 'tavily' } })).toMatchObject({ code: 0, data: { dataset_ids: [] } })
    expect(z.array(z.looseObject({ name: z.string() })).parse((await ask('GET', '/chats?keywords=OF%20THE')).data).map(({ name }) => name)).toEqual(['Of the web'])
    expect(await ask('DELETE', '/chats', {})).toMatchObject({ status: 400, code: 102 })
    expect(await ask('DELETE', '/chats', { ids: [id] })).toEqual({ status: 200, code: 0 })
  })

  test('C108 C110 C111 C112 C113 speak as they are told, from what is found, with what is asked for', async () => {
    const { dataset } = await readDataset({ 'a.md': 'The tide comes twice a day.', 'b.md': 'The tide table hangs at the harbour.' })
    const chat = idOf((await ask('POST', '/chats', {
      name: 'Harbour',
      dataset_ids: [dataset],
      llm: { model_name: 'fake-chat', temperature: 0.9, top_p: 0.8, presence_penalty: 0.1, frequency_penalty: 0.2, max_tokens: 77 },
      prompt: { prompt: 'Speak {mood} and {extra}.\n{knowledge}', variables: [{ key: 'mood', optional: false }, { key: 'extra', optional: true }], empty_response: 'Nothing is known.', top_n: 1 },
    })).data)
    expect(await ask('POST', `/chats/${chat}/completions`, { question: 'When does the tide come?' })).toEqual({ status: 400, code: 102, message: 'Miss parameter: mood' })
    expect(await ask('POST', `/chats/${chat}/completions`, { question: 'When?', mood: 'softly', wind: 'west' })).toMatchObject({ status: 400, code: 102, message: expect.stringContaining('wind') })
    const found = await completion(`/chats/${chat}/completions`, { question: 'When does the tide come?', mood: 'softly' })
    expect(found).toMatchObject({ answer: expect.stringContaining('[ID:0]'), reference: { total: 1 } })
    expect(sent()).toMatchObject({ model: 'fake-chat', temperature: 0.9, top_p: 0.8, presence_penalty: 0.1, frequency_penalty: 0.2, max_tokens: 77 })
    const told = sent()?.messages.map(({ content }) => content).join('\n') ?? ''
    expect(told).toContain('Speak softly and .')
    expect(['twice a day', 'hangs at the harbour'].filter((words) => told.includes(words))).toHaveLength(1)
    const asked = provider.bodies('/v1/chat/completions', chatBodySchema).length
    expect((await completion(`/chats/${chat}/completions`, { question: 'zzz qqq', mood: 'softly' })).answer).toBe('Nothing is known.')
    expect(provider.bodies('/v1/chat/completions', chatBodySchema)).toHaveLength(asked)
    await ask('PUT', `/chats/${chat}`, { prompt: { show_quote: false } })
    expect(await completion(`/chats/${chat}/completions`, { question: 'When does the tide come?', mood: 'softly' })).toMatchObject({ answer: expect.not.stringContaining('[ID'), reference: {} })
  })

  test('S4N-11 S4N-12 C152 C153 C45 sessions of today: read, rated, shortened, deleted; answers in pieces', async () => {
    const chat = idOf((await ask('POST', '/chats', { name: 'Sessions', llm: { model_name: 'fake-chat' } })).data)
    const other = idOf((await ask('POST', '/chats', { name: 'Others', llm: { model_name: 'fake-chat' } })).data)
    const { session_id } = await completion(`/chats/${chat}/completions`, { question: 'Hello there' })
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
    const events = async (path: string, body: object) => {
      const text = await (await fetch(`${server.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).text()
      return z.array(z.object({ code: z.int(), data: z.union([z.literal(true), z.looseObject({ answer: z.string() })]) })).parse(text.split('\n\n').filter((line) => line.startsWith('data:')).map((line): unknown => JSON.parse(line.slice(5))))
    }
    const answersOf = (list: Awaited<ReturnType<typeof events>>): string[] => list.flatMap(({ data }) => (data === true ? [] : [data.answer]))
    const pieces = await events(`/chats/${chat}/sessions/${session_id}/completions`, { question: 'Say more' })
    expect(pieces.at(-1)).toEqual({ code: 0, data: true })
    const { messages } = z.looseObject({ messages: z.array(z.looseObject({ id: z.string(), role: z.string(), content: z.string() })) }).parse((await ask('GET', `/chats/${chat}/sessions/${session_id}`)).data)
    expect(answersOf(pieces).join('')).toBe(messages.at(-1)?.content)
    expect(answersOf(await events('/chat/completions', { chat_id: chat, session_id, question: 'Once more', legacy: true })).at(-1)).toContain('Once more')
    expect(answersOf(await events('/chat/completions', { messages: [{ role: 'user', content: 'Without anybody' }], llm_id: 'fake-chat' })).join('')).toContain('Without anybody')
    expect(await ask('POST', `/chats/${other}/sessions/${session_id}/completions`, { question: 'x', stream: false })).toMatchObject({ status: 404, code: 102 })

    const [question, answer] = messages.filter(({ content }) => !content.startsWith('Hi!'))
    const place = `/chats/${chat}/sessions/${session_id}`
    expect((await ask('PUT', `${place}/messages/${answer?.id}/feedback`, { thumbup: false, feedback: 'Too short' })).data).toMatchObject({ messages: expect.arrayContaining([expect.objectContaining({ id: answer?.id, thumbup: false, feedback: 'Too short' })]) })
    expect(JSON.stringify((await ask('DELETE', `${place}/messages/${question?.id}`)).data)).not.toContain('Hello there')
    expect(await ask('PATCH', place, { name: 'Renamed' })).toMatchObject({ code: 0, data: { name: 'Renamed' } })
    expect(await ask('PATCH', place, { messages: [] })).toMatchObject({ status: 400, code: 102 })
    expect(await ask('POST', `/chats/${chat}/sessions`, { name: ' ' })).toMatchObject({ status: 400, code: 102 })
    expect(await ask('DELETE', `/chats/${chat}/sessions`, { ids: [session_id] })).toEqual({ status: 200, code: 0 })
    expect(await ask('DELETE', `/chats/${chat}/sessions`, {})).toMatchObject({ status: 400, code: 102 })
  })

  test('S4N-13 C49 clients of OpenAI ask a chat, and get its references when they want them', async () => {
    const { dataset } = await readDataset({ 'a.md': 'The lighthouse was built in 1850.' })
    const chat = idOf((await ask('POST', '/chats', { name: 'For OpenAI', dataset_ids: [dataset], llm: { model_name: 'fake-chat' } })).data)
    const body = { model: 'model', messages: [{ role: 'user', content: 'When was the lighthouse built?' }], extra_body: { reference: true } }
    const post = async (path: string, more: object) => fetch(`${server.url}/api/v1${path}`, { method: 'POST', headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }, body: JSON.stringify({ ...body, ...more }) })
    const whole = await post(`/openai/${chat}/chat/completions`, { stream: false })
    expect([whole.status, await whole.json()]).toMatchObject([200, { object: 'chat.completion', model: 'model', choices: [{ message: { role: 'assistant', content: expect.stringContaining('1850'), reference: { total: 1 } } }] }])
    const streamed = await (await post(`/chats_openai/${chat}/chat/completions`, {})).text()
    expect(streamed).toContain('"reference":{"total":1')
    expect(streamed.trimEnd().endsWith('data: [DONE]')).toBe(true)
    expect((await post(`/openai/${hex(person.userId)}/chat/completions`, {})).status).toBe(404)
  })

  test('C156 what is out of scope is not there, and says so', async () => {
    for (const path of ['/agents', '/memories', '/file/list', '/datasets/1/knowledge_graph']) expect(await ask('GET', path)).toMatchObject({ status: 404, code: 102, message: expect.stringContaining('There is no') })
  })
})

test('S4N-14 health is told to everybody, part by part', async () => {
  const response = await fetch(`${server.url}/api/v1/system/healthz`)
  expect([response.status, await response.json()]).toEqual([200, { db: 'ok', redis: 'ok', doc_engine: 'ok', storage: 'ok', status: 'ok' }])
})
