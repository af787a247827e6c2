// Every example of RAGFlow's reference of October 2024, in its order, over HTTP: the same paths and bodies, with our address, our key and
// our ids in the place of theirs.
import { afterAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import * as keys from '@/server/auth/keys'
import { db } from '@/server/database'
import { startDialectServer } from '@/server/testing/dialectServer'
import { workOff } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'

const provider = await vi.hoisted(async () => {
  const { useFakeProvider } = await import('@/server/testing/fakeProvider')
  process.env.DIALECTS = 'ragflow'
  process.env.CHAT_MODEL = 'fake-chat,deepseek-chat'
  return useFakeProvider()
})
const server = await startDialectServer()
afterAll(async () => {
  await server.close()
  await provider.close()
})

const person = await createPerson()
const { secret } = await keys.create(person, { name: 'reference', scopes: ['chat', 'knowledge:read', 'knowledge:write'], expiresAt: null })
const replySchema = z.looseObject({ code: z.int(), message: z.string().optional(), data: z.unknown().optional() })

async function ask(method: string, path: string, body?: string | FormData, headers: Record<string, string> = { 'Content-Type': 'application/json' }) {
  const init = { method, headers: { ...(typeof body === 'string' ? headers : {}), Authorization: `Bearer ${secret}` }, ...(body === undefined ? {} : { body }) }
  const response = await fetch(`${server.url}${path}`, init)
  return { status: response.status, ...replySchema.parse(await response.json()) }
}

const idSchema = z.looseObject({ id: z.string().regex(/^[0-9a-f]{32}$/) })
const gmt = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/
const times = { create_date: expect.stringMatching(gmt), update_date: expect.stringMatching(gmt), create_time: expect.any(Number), update_time: expect.any(Number) }

/** A dataset with two files, of which one has been read. */
async function createDataset(name: string) {
  const { data } = await ask('POST', '/api/v1/dataset', JSON.stringify({ name }))
  const { id } = idSchema.parse(data)
  const form = new FormData()
  form.append('file', new Blob(['The cat sleeps on the warm stove.\n\nThis is a cat. It has whiskers.']), 'test.txt')
  form.append('file', new Blob(['# RAGFlow\n\nThe advantage of retrieval is accuracy.']), 'manual.md')
  await ask('POST', `/api/v1/dataset/${id}/document`, form)
  const docsSchema = z.object({ docs: z.array(idSchema.extend({ name: z.string() })) })
  const { docs } = docsSchema.parse((await ask('GET', `/api/v1/dataset/${id}/info`)).data)
  const [cat = '', manual = ''] = ['test.txt', 'manual.md'].map((file) => docs.find(({ name: called }) => called === file)?.id ?? '')
  return { id, cat, manual }
}

describe('S4-01 S4-02 S4-03 S4-04 C125 datasets', () => {
  test('S4-10 C62 C129 create', async () => {
    const { status, code, data } = await ask('POST', '/api/v1/dataset', '{\n"name": "test",\n"chunk_count": 0,\n"document_count": 0,\n"parse_method": "naive"\n}')
    expect({ status, code, data }).toEqual({
      status: 200,
      code: 0,
      data: {
        avatar: null,
        chunk_count: 0,
        ...times,
        created_by: person.userId.replaceAll('-', ''),
        description: null,
        document_count: 0,
        embedding_model: 'builtin/lexical',
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        language: 'English',
        name: 'test',
        parse_method: 'naive',
        parser_config: expect.objectContaining({ pages: [[1, 1_000_000]] }),
        permission: 'me',
        similarity_threshold: 0.2,
        status: '1',
        tenant_id: person.tenantId.replaceAll('-', ''),
        token_num: 0,
        vector_similarity_weight: 0.3,
      },
    })
    expect(await ask('POST', '/api/v1/dataset', '{"name": "Test "}')).toMatchObject({ status: 409, code: 102, message: 'Duplicated knowledgebase name in creating dataset.' })
  })

  test('S4-11 C64 delete', async () => {
    for (const name of ['test_1', 'test_2']) await ask('POST', '/api/v1/dataset', JSON.stringify({ name }))
    expect(await ask('DELETE', '/api/v1/dataset', '{\n"names": ["test_1", "test_2"]\n}')).toEqual({ status: 200, code: 0 })
    expect(await ask('DELETE', '/api/v1/dataset', '{\n"names": ["test_1", "test_2"]\n}')).toEqual({ status: 404, code: 102, message: "You don't own the dataset." })
  })

  test('S4-12 C63 X26 X28 update, with the tenant and the model that it has', async () => {
    const { data } = await ask('POST', '/api/v1/dataset', '{"name": "to update"}')
    const { id } = idSchema.parse(data)
    const body = (tenant: string, model: string) => JSON.stringify({ name: 'updated', tenant_id: tenant, embedding_model: model, chunk_count: 0, document_count: 0, parse_method: 'navie' })
    expect(await ask('PUT', `/api/v1/dataset/${id}`, body('4fb0cd625f9311efba4a0242ac120006', 'BAAI/bge-zh-v1.5'))).toEqual({ status: 400, code: 102, message: "Can't change tenant_id." })
    expect(await ask('PUT', `/api/v1/dataset/${id}`, body(person.tenantId.replaceAll('-', ''), 'builtin/lexical'))).toEqual({ status: 200, code: 0 })
    expect((await ask('GET', `/api/v1/dataset?id=${id}`)).data).toMatchObject([{ id, name: 'updated', parse_method: 'naive' }])
  })

  test('S4-06 S4-13 C65 list', async () => {
    const { code, data } = await ask('GET', '/api/v1/dataset?page=1&page_size=1024&orderby=create_time&desc=True&name=test&id=')
    expect({ code, data }).toMatchObject({ code: 0, data: [{ name: 'test', ...times }] })
    expect(await ask('GET', '/api/v1/dataset?name=nowhere')).toEqual({ status: 404, code: 102, message: "The dataset doesn't exist" })
  })
})

describe('S4-08 C125 documents and chunks', async () => {
  const { id, cat, manual } = await createDataset('files')

  test('S4-20 C70 upload stores without reading', async () => {
    const form = new FormData()
    form.append('file', new Blob(['A third one.']), 'test.txt')
    expect(await ask('POST', `/api/v1/dataset/${id}/document`, form)).toEqual({ status: 200, code: 0 })
    expect((await ask('GET', `/api/v1/dataset/${id}/info?name=test(1).txt`)).data).toMatchObject({ total: 1, docs: [{ run: '0', progress: 0, chunk_count: 0 }] })
  })

  test('S4-21 C75 download', async () => {
    const response = await fetch(`${server.url}/api/v1/dataset/${id}/document/${cat}`, { headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${secret}` } })
    expect([response.status, response.headers.get('content-disposition')]).toEqual([200, "attachment; filename*=UTF-8''test.txt"])
    expect(await response.text()).toContain('This is a cat.')
  })

  test('S4-22 S4-07 C73 list files', async () => {
    const { code, data } = await ask('GET', `/api/v1/dataset/${id}/info?keywords=TEST&page=0&page_size=10&orderby=create_time&desc=yes`)
    expect(code).toBe(0)
    expect(data).toMatchObject({ total: 2, docs: [{ name: 'test(1).txt' }, { name: 'test.txt' }] })
    expect(z.object({ docs: z.array(z.unknown()) }).parse(data).docs[1]).toEqual({
      chunk_count: 0,
      ...times,
      created_by: person.userId.replaceAll('-', ''),
      id: cat,
      knowledgebase_id: id,
      location: 'test.txt',
      name: 'test.txt',
      parser_config: expect.objectContaining({ chunk_token_count: 256, layout_recognize: true, task_page_size: 12 }),
      parser_method: 'naive',
      process_begin_at: null,
      process_duation: 0,
      process_duration: 0,
      progress: 0,
      progress_msg: '',
      run: '0',
      size: 66,
      source_type: 'local',
      status: '1',
      thumbnail: null,
      token_count: 0,
      type: 'doc',
    })
  })

  test('S4-25 C78 C80 parse', async () => {
    expect(await ask('POST', `/api/v1/dataset/${id}/chunk`, JSON.stringify({ documents: [cat, manual] }))).toEqual({ status: 200, code: 0 })
    expect((await ask('GET', `/api/v1/dataset/${id}/info?name=test.txt`)).data).toMatchObject({ docs: [{ run: '1', progress_msg: '\nTask has been received.' }] })
    await workOff()
    expect((await ask('GET', `/api/v1/dataset/${id}/info?name=test.txt`)).data).toMatchObject({
      docs: [{ run: '3', progress: 1, chunk_count: 1, process_begin_at: expect.stringMatching(gmt), progress_msg: expect.stringMatching(/^\nTask has been received\.\nStart to parse\.\nFinish parsing\.\nFinished slicing files\(1\)\. .*\nDone!$/s) }],
    })
  })

  test('S4-26 C79 stop', async () => {
    await ask('POST', `/api/v1/dataset/${id}/chunk`, JSON.stringify({ documents: [cat, manual] }))
    expect(await ask('DELETE', `/api/v1/dataset/${id}/chunk`, JSON.stringify({ documents: [cat, manual] }))).toEqual({ status: 200, code: 0 })
    expect((await ask('GET', `/api/v1/dataset/${id}/info?name=test.txt`)).data).toMatchObject({ docs: [{ run: '2', progress: 0, chunk_count: 0 }] })
    await ask('POST', `/api/v1/dataset/${id}/chunk`, JSON.stringify({ documents: [cat] }))
    await workOff()
  })

  test('S4-30 C89 C66 chunks, with the words that were searched for', async () => {
    const { data } = await ask('GET', `/api/v1/dataset/${id}/document/${cat}/chunk?keywords=whiskers`)
    expect(data).toMatchObject({
      total: 1,
      doc: { id: cat, run: '3', chunk_count: 1 },
      chunks: [{ available_int: 1, content: expect.stringContaining('<em>whiskers</em>'), document_keyword: 'test.txt', document_id: cat, image_id: '', important_keywords: [], positions: [''] }],
    })
  })

  test('S4-31 S4-32 S4-33 C90 C91 C92 C93 X30 insert, update and delete chunks', async () => {
    const path = `/api/v1/dataset/${id}/document/${cat}/chunk`
    const inserted = await ask('POST', path, JSON.stringify({ document_id: cat, content: ['ragflow content', 'ragflow content'] }))
    const { chunks } = z.object({ chunks: z.array(idSchema) }).parse(inserted.data)
    expect(inserted).toMatchObject({ code: 0, data: { chunks: [{ content: 'ragflow content' }, {}] } })
    expect((await ask('GET', path)).data).toMatchObject({ total: 3, doc: { chunk_count: 3 } })

    const update = { chunk_id: chunks[0]?.id, knowledgebase_id: null, name: '', content: 'ragflow123', important_keywords: [], document_id: cat, status: '1' }
    expect(await ask('PUT', path, JSON.stringify(update))).toEqual({ status: 200, code: 0 })
    const search = async (words: string) => (await ask('POST', `/api/v1/dataset/${id}/retrieval`, JSON.stringify({ query_text: words }))).data
    expect(await search('ragflow123')).toMatchObject({ chunks: [{ content: 'ragflow123' }] })
    expect(await ask('PUT', path, JSON.stringify({ ...update, important_keywords: ['zebra'], status: '0' }))).toMatchObject({ code: 0 })
    expect(await search('ragflow123 zebra')).toMatchObject({ total: 0 })

    expect(await ask('DELETE', path, JSON.stringify({ chunks: ['f6b170ac758811efa0660242ac120004', chunks[1]?.id] }))).toMatchObject({ status: 404, code: 102 })
    expect(await ask('DELETE', path, JSON.stringify({ chunks: chunks.map((chunk) => chunk.id) }))).toEqual({ status: 200, code: 0 })
    expect((await ask('GET', path)).data).toMatchObject({ total: 1, doc: { chunk_count: 1 } })
  })

  test('S4-34 C101 X29 retrieval by GET with a body', async () => {
    const { request } = await import('node:http')
    const body = '{\n"query_text": "This is a cat."\n}'
    const url = new URL(`${server.url}/api/v1/dataset/${id}/retrieval`)
    const reply = await new Promise<string>((resolve, reject) => {
      const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length, Authorization: `Bearer ${secret}` }
      request(url, { method: 'GET', headers }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve(text))
      }).on('error', reject).end(body)
    })
    expect(JSON.parse(reply)).toMatchObject({
      code: 0,
      data: {
        total: 1,
        chunks: [{ content: expect.stringContaining('This is a cat.'), document_id: cat, document_keyword: 'test.txt', kb_id: id, important_keywords: [], similarity: expect.any(Number), vector_similarity: expect.any(Number), term_similarity: expect.any(Number), positions: [''] }],
        doc_aggs: [{ doc_name: 'test.txt', doc_id: cat, count: 1 }],
      },
    })
    expect(await ask('GET', `/api/v1/dataset/${id}/retrieval?query_text=This+is+a+cat.`)).toEqual({ status: 200, ...JSON.parse(reply) })
  })

  test('S4-23 C76 update a file', async () => {
    const body = (name: string, chunkCount: number) => ({
      ...{ document_id: manual, document_name: name, thumbnail: null, knowledgebase_id: id, parser_method: 'manual' },
      parser_config: { chunk_token_count: 128, delimiter: '\n!?。;!?', layout_recognize: true, task_page_size: 12 },
      ...{ source_type: 'local', type: 'doc', created_by: '134408906b6811efbcd20242ac120005', size: 0, token_count: 0, chunk_count: chunkCount },
      ...{ progress: 0.0, progress_msg: '', process_begin_at: null, process_duration: 0.0 },
    })
    const path = `/api/v1/dataset/${id}/info/${manual}`
    expect(await ask('PUT', path, JSON.stringify(body('manual.txt', 0)))).toMatchObject({ status: 400, code: 102, message: "The extension of file can't be changed" })
    expect(await ask('PUT', path, JSON.stringify(body('handbook.md', 5)))).toMatchObject({ status: 400, message: "Can't change chunk_count." })
    expect(await ask('PUT', path, JSON.stringify(body('handbook.md', 0)))).toEqual({ status: 200, code: 0 })
    expect((await ask('GET', `/api/v1/dataset/${id}/info?name=handbook.md`)).data).toMatchObject({
      docs: [{ parser_method: 'manual', run: '0', parser_config: { chunk_token_count: 128, delimiter: String.raw`\n!?。;` } }],
    })
  })
})

describe('C125 chats and sessions', async () => {
  const { id: dataset, cat } = await createDataset('of the chat')
  await ask('POST', `/api/v1/dataset/${dataset}/chunk`, JSON.stringify({ documents: [cat] }))
  await workOff()
  const chatBody = {
    avatar: 'path',
    create_date: 'Wed, 04 Sep 2024 10:08:01 GMT',
    create_time: 1725444481128,
    description: 'A helpful Assistant',
    do_refer: '',
    knowledgebases: [{ avatar: null, chunk_count: 0, description: null, document_count: 0, embedding_model: '', id: dataset, language: 'English', name: 'Test_assistant', parse_method: 'naive', parser_config: { pages: [[1, 1000000]] }, permission: 'me', tenant_id: '4fb0cd625f9311efba4a0242ac120006' }],
    language: 'English',
    llm: { frequency_penalty: 0.7, max_tokens: 512, model_name: 'deepseek-chat', presence_penalty: 0.4, temperature: 0.1, top_p: 0.3 },
    name: 'Miss R',
    prompt: {
      empty_response: "Sorry! Can't find the context!",
      keywords_similarity_weight: 0.7,
      opener: 'Hi! I am your assistant, what can I do for you?',
      prompt: "You are an intelligent assistant. Please summarize the content of the knowledge base to answer the question. Please list the data in the knowledge base and answer in detail. When all knowledge base content is irrelevant to the question, your answer must include the sentence 'The answer you are looking for is not found in the knowledge base!' Answers need to consider chat history.\nHere is the knowledge base:\n{knowledge}\nThe above is the knowledge base.",
      rerank_model: '',
      show_quote: true,
      similarity_threshold: 0.2,
      top_n: 8,
      variables: [{ key: 'knowledge', optional: true }],
    },
    prompt_type: 'simple',
    status: '1',
    top_k: 1024,
    update_date: 'Wed, 04 Sep 2024 10:08:01 GMT',
    update_time: 1725444481128,
  }
  let chat = ''
  let session = ''

  test('S4-40 C105 C114 create a chat with all that it can have', async () => {
    const { code, data } = await ask('POST', '/api/v1/chat', JSON.stringify(chatBody))
    const { create_date: _date, create_time: _time, update_date: _updated, update_time: _at, do_refer: _refer, knowledgebases: _bases, ...kept } = chatBody
    expect({ code, data }).toMatchObject({ code: 0, data: { ...kept, do_refer: '1', knowledgebases: [{ id: dataset, name: 'of the chat' }], ...times } })
    chat = idSchema.parse(data).id
    expect(await ask('POST', '/api/v1/chat', JSON.stringify(chatBody))).toMatchObject({ status: 409, code: 102, message: 'Duplicated assistant name in creating dataset.' })
    expect(await ask('POST', '/api/v1/chat', JSON.stringify({ ...chatBody, name: 'Other', llm: { model_name: 'nobody' } }))).toMatchObject({ status: 400, code: 102, message: 'the model_name does not exist.' })
  })

  test('S4-41 C107 X27 update a chat', async () => {
    expect(await ask('PUT', '/api/v1/chat', JSON.stringify({ id: chat, name: 'Test' }))).toMatchObject({ status: 200, code: 0, data: true })
    expect(await ask('PUT', `/api/v1/chat/${chat}`, JSON.stringify({ llm: { model_name: 'fake-chat', temperature: 0.2 } }))).toMatchObject({ code: 0 })
  })

  test('S4-43 list chats', async () => {
    expect((await ask('GET', '/api/v1/chat')).data).toMatchObject([{ id: chat, name: 'Test', llm: { model_name: 'fake-chat', temperature: 0.2, top_p: 0.3, max_tokens: 512 }, prompt: chatBody.prompt }])
  })

  test('S4-44 C115 C109 X18 X19 create a session', async () => {
    const { data } = await ask('POST', `/api/v1/chat/${chat}/session`, '{\n"name": "new session"\n}')
    expect(data).toMatchObject({ name: 'new session', chat_id: chat, messages: [{ role: 'assistant', content: chatBody.prompt.opener }], ...times })
    session = idSchema.parse(data).id
  })

  test('S4-46 C19 update a session', async () => {
    expect(await ask('PUT', `/api/v1/chat/${chat}/session/${session}`, '{\n"name": "Updated session"\n}')).toEqual({ status: 200, code: 0 })
  })

  test('S4-48 C45 C113 chat in a session, each event with the whole answer so far', async () => {
    const path = `${server.url}/api/v1/chat/${chat}/session/${session}/completion`
    // The comma behind the last field is theirs.
    const response = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${secret}` }, body: '{\n"question": "Where does the cat sleep?",\n"stream": true,\n}' })
    expect([response.status, response.headers.get('content-type'), response.headers.get('x-accel-buffering')]).toEqual([200, 'text/event-stream; charset=utf-8', 'no'])
    const events = (await response.text()).split('\n\n').filter((line) => line.startsWith('data:')).map((line): unknown => JSON.parse(line.slice(5)))
    expect(events.at(-1)).toEqual({ code: 0, data: true })
    const said = z.array(z.object({ code: z.literal(0), data: z.looseObject({ answer: z.string(), session_id: z.literal(session), reference: z.looseObject({}) }) })).parse(events.slice(0, -1))
    const whole = said.at(-1)?.data
    expect(whole).toMatchObject({ answer: expect.stringMatching(/^The cat sleeps on the warm stove\. ##0\$\$/), reference: { total: 1, chunks: [{ document_name: 'test.txt', dataset_id: dataset, similarity: expect.any(Number) }], doc_aggs: [{ doc_id: cat, count: 1 }] } })
    for (const { data } of said.slice(0, -1)) expect([(whole?.answer ?? '').slice(0, data.answer.length), data.reference]).toEqual([data.answer, {}])
    expect(await ask('POST', `/api/v1/chat/${chat}/session/${session}/completion`, '{"question": " ", "stream": false}')).toMatchObject({ status: 400, code: 102, message: 'Please input your question.' })
  })

  test('S4-45 C16 C18 list sessions, with what was said and its references', async () => {
    expect((await ask('GET', `/api/v1/chat/${chat}/session`)).data).toMatchObject([
      { id: session, name: 'Updated session', messages: [{ role: 'assistant' }, { role: 'user', content: 'Where does the cat sleep?' }, { role: 'assistant', content: expect.stringContaining('##0$$'), reference: [{ document_id: cat }] }] },
    ])
  })

  test('S4-47 C20 delete a session', async () => {
    expect(await ask('DELETE', `/api/v1/chat/${chat}/session/${session}`)).toEqual({ status: 200, code: 0 })
    expect(await ask('DELETE', `/api/v1/chat/${chat}/session/${session}`)).toMatchObject({ status: 404, code: 102 })
    expect(await db.message.count({ where: { ownerId: person.userId } })).toBe(0)
  })

  test('S4-42 X27 X36 delete a chat, as its heading says and as its example does', async () => {
    const { data } = await ask('POST', '/api/v1/chat', JSON.stringify({ ...chatBody, name: 'Second' }))
    expect(await ask('DELETE', `/api/v1/chat/${chat}`)).toMatchObject({ status: 200, code: 0, data: true })
    expect(await ask('PUT', `/api/v1/chat/${idSchema.parse(data).id}`)).toMatchObject({ status: 200, code: 0, data: true })
    expect(await ask('GET', '/api/v1/chat')).toMatchObject({ data: [] })
  })
})
