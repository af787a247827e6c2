// The code samples of the RAG Chat API's document in a process of their own with a real EventSource, with our address, our token in the
// address where browsers send no headers, and a message.
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { findDefaultBase, defaultBase } from '@/server/knowledge/defaultBase'
import { startDialectServer } from '@/server/testing/dialectServer'
import { tokenOf } from '@/server/testing/dialectClient'
import { addReadyDocument } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { eventsIn } from '@/server/testing/sse'

const provider = await vi.hoisted(async () => {
  Object.assign(process.env, { DIALECTS: 'rag-chat', CHAT_MODEL: 'fake-chat' })
  return (await import('@/server/testing/fakeProvider')).useFakeProvider()
})
const server = await startDialectServer()
afterAll(() => Promise.all([server.close(), provider.close()]))

let person: Actor
let token: string
beforeAll(async () => {
  person = await createPerson()
  token = await tokenOf(person)
  await addReadyDocument(person, await defaultBase(person), 'The heron of the Lune stands 94 centimetres tall.', 'herons.md')
})

const question = 'How tall is the heron of the Lune?'
const answer = 'The heron of the Lune stands 94 centimetres tall. [1] This was made up.'

/** Runs a module that leaves what it saw in `seen`, and gives that back. */
async function run(sample: string): Promise<unknown> {
  const known = `const baseUrl = ${JSON.stringify(server.url)}; const token = ${JSON.stringify(token)}; const message = ${JSON.stringify(question)}; const seen = []; setInterval(() => {}, 1000);`
  const child = spawn(process.execPath, ['--experimental-eventsource', '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', `${known}\n${sample}\nprocess.stdout.write(JSON.stringify(seen)); process.exit(0)`], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [printed, wrong] = await Promise.all([text(child.stdout), text(child.stderr)])
  if (printed === '') throw new Error(wrong)
  const seen: unknown = JSON.parse(printed)
  return seen
}

const namedSchema = z.array(z.object({ on: z.string(), data: z.record(z.string(), z.unknown()) }))
const tokensIn = (seen: z.output<typeof namedSchema>): string => seen.map(({ data }) => (typeof data.token === 'string' ? data.token : '')).join('')

test('S2-12 C43 the listeners of message, citation, error and done', async () => {
  const seen = namedSchema.parse(
    await run(`
const eventSource = new EventSource(baseUrl + '/chat/send?' + new URLSearchParams({ message, auth_token: token }), {
    headers: {
        'Authorization': \`Bearer \${token}\`
    }
});

eventSource.addEventListener('message', (event) => {
    const data = JSON.parse(event.data);
    seen.push({ on: 'message', data })
});

eventSource.addEventListener('citation', (event) => {
    const citation = JSON.parse(event.data);
    seen.push({ on: 'citation', data: citation })
});

eventSource.addEventListener('error', (event) => {
    const error = JSON.parse(event.data);
    seen.push({ on: 'error', data: error })
});

await new Promise((resolve) => {
eventSource.addEventListener('done', () => {
    eventSource.close();
    resolve()
});
})`),
  )
  expect(tokensIn(seen)).toBe(answer)
  const citation = { document_id: expect.any(String), filename: 'herons.md', chunk_index: 0, page_number: null }
  expect(seen.filter(({ on }) => on === 'citation')).toEqual([{ on: 'citation', data: citation }])
  expect(seen.filter(({ on }) => on === 'error')).toEqual([])
  expect(seen.at(-1)?.data).toEqual({ content: answer, citations: [citation] })
})

test('S2-11 S2-24 S2-25 C42 C43 onmessage for everything, and a browser that comes back by itself is told to stay away', async () => {
  const before = await db.message.count({ where: { ownerId: person.userId } })
  const seen = namedSchema.parse(
    await run(`
const sessionId = null
const params = new URLSearchParams({
    message,
    session_id: sessionId || "",  // Optional
    auth_token: token  // Required for authentication
});

const eventSource = new EventSource(\`\${baseUrl}/chat/send?\${params.toString()}\`);

eventSource.onmessage = (event) => {
    const data = JSON.parse(event.data);
    seen.push({ on: 'message', data })
};

let closed
eventSource.onerror = (error) => {
    if (eventSource.readyState === 2) closed()
};
await new Promise((resolve) => { closed = resolve })`),
  )
  expect(Object.keys(seen[0]?.data ?? {})).toEqual(['session_id', 'title'])
  expect(tokensIn(seen)).toBe(answer)
  expect(seen.filter(({ data }) => 'content' in data)).toHaveLength(1)
  expect((await db.message.count({ where: { ownerId: person.userId } })) - before).toBe(2)
})

test('S2-10 C43 the reader of a fetched body', async () => {
  const seen = await run(`
const sessionId = null
const response = await fetch(baseUrl + '/chat/send', {
    method: 'POST',
    headers: {
        'Content-Type': 'application/json',
        'Accept': 'text/event-stream',
        'Authorization': \`Bearer \${token}\`
    },
    body: JSON.stringify({
        message,
        session_id: sessionId || null
    })
});

const reader = response.body.getReader();
const decoder = new TextDecoder();

while (true) {
    const { done, value } = await reader.read();
    if (done) break;
    const chunk = decoder.decode(value);
    seen.push(chunk)
}`)
  const events = eventsIn(z.array(z.string()).parse(seen).join(''))
  expect(events.map(({ name, data }) => ({ name, data: z.record(z.string(), z.unknown()).parse(JSON.parse(data)) })).slice(-2)).toMatchObject([{ name: 'message', data: { content: answer } }, { name: 'done', data: {} }])
})

test('S2-01 S2-14 S2-15 S2-16 S2-23 C43 the methods of the example client that read and delete sessions', async () => {
  const seen = z.array(z.unknown()).parse(
    await run(`
class ChatServiceImpl {
  constructor(baseUrl, token) {
    this.baseUrl = baseUrl;
    this.token = token;
  }

  async getSessions() {
    const response = await fetch(\`\${this.baseUrl}/chat/sessions\`, {
      headers: {
        'Authorization': \`Bearer \${this.token}\`
      }
    });
    return response.json();
  }

  async getSessionDetails(sessionId) {
    const response = await fetch(\`\${this.baseUrl}/chat/sessions/\${sessionId}\`, {
      headers: {
        'Authorization': \`Bearer \${this.token}\`
      }
    });
    return response.json();
  }

  async deleteSession(sessionId) {
    await fetch(\`\${this.baseUrl}/chat/sessions/\${sessionId}\`, {
      method: 'DELETE',
      headers: {
        'Authorization': \`Bearer \${this.token}\`
      }
    });
  }
}
const service = new ChatServiceImpl(baseUrl, token)
const before = await service.getSessions()
const details = await service.getSessionDetails(before.sessions[0].id)
await service.deleteSession(before.sessions[0].id)
seen.push(before.total_count, details.messages.map(({ role }) => role), (await service.getSessions()).total_count)`),
  )
  const [before, roles, after] = z.tuple([z.int(), z.array(z.string()), z.int()]).parse(seen)
  expect([roles, after]).toEqual([['user', 'assistant'], before - 1])
})

test('S2-11 the example address with all parameters', async () => {
  const { id } = await db.conversation.findFirstOrThrow({ where: { ownerId: person.userId } })
  const response = await fetch(`${server.url}/chat/send?message=hello&session_id=${id}&auth_token=${token}&search_options={"k":4,"rerank":true}`, { headers: { accept: 'text/event-stream' } })
  expect(response.status).toBe(200)
  expect(eventsIn(await response.text()).at(-1)).toMatchObject({ name: 'done', data: '{}' })
  expect(await findDefaultBase(person)).not.toBeNull()
})
