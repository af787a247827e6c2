import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { json } from 'node:stream/consumers'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Agent } from '@/server/assistants/schema'
import type { Actor } from '@/server/auth/actor'
import { askAgent } from '@/server/chat/agent/askAgent'
import { stop } from '@/server/chat/stop'
import { startTurn } from '@/server/chat/turn'
import * as answers from '@/server/conversations/answers'
import { db } from '@/server/database'
import { shareAssistant } from '@/server/teams/share'
import { createAssistant } from '@/server/testing/assistants'
import { ask, eventsOf, question, untilWritten } from '@/server/testing/chat'
import { addReadyDocument, createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { createTeam } from '@/server/testing/teams'
import { startWebServer } from '@/server/testing/webServer'
import { accountOf } from '@/server/usage/account'
import { adding } from '@/server/usage/ledger'
import { vectors } from '@/server/vectors/store'

vi.hoisted(() => {
  process.env.WEB_ALLOW_PRIVATE = '127.0.0.1'
  process.env.AGENT_MODULES = 'docs/examples/echoAgent.mjs, server/testing/agents/brokenAgent.mjs, server/testing/agents/deafAgent.mjs'
})

type Respond = (body: unknown, response: ServerResponse, request: IncomingMessage) => void

let respond: Respond
const bodies: unknown[] = []
const server = await startWebServer((request, response) => {
  json(request).then((body) => {
    bodies.push(body)
    respond(body, response, request)
  }, () => response.destroy())
})
const agent: Agent = { kind: 'http', url: `http://127.0.0.1:${server.port}/answer` }

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})
afterAll(async () => {
  await server.close()
  await (await vectors()).close()
})

const sendJson = (body: unknown): Respond => (_question, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
const echo = { kind: 'module', name: 'echoAgent' } as const
const plain = { modelId: 'builtin/extractive' } as const

describe('an agent at an address', () => {
  test('S3-01 S3-06 C60 is told what it needs, and its answer and its cost are kept', async () => {
    respond = sendJson({ response_text: 'I am an agent.', cost: 0.0025, timestamp: '2026-01-01T00:00:00Z' })
    const assistantId = await createAssistant(person, { agent, instructions: 'Serve {name}.', variables: [{ key: 'name' }] })
    const first = await ask(person, 'Who are you?', { ...plain, assistantId, variables: { name: 'Ada' } })
    expect(first).toMatchObject({ status: 'complete', content: 'I am an agent.', costMicros: 2_500, errorText: null })
    expect(bodies.at(-1)).toEqual({
      user_id: person.userId,
      session_id: first.conversationId,
      chat_message: 'Who are you?',
      model_name: 'extractive',
      model_provider: 'builtin',
      session_prompt: 'Serve Ada.',
      file_name: [],
      chat_summary: '',
      chat_history: '[]',
      balance: null,
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      passages: [],
      files: [],
    })
    await ask(person, 'And again?', { ...plain, conversationId: first.conversationId })
    const history = [{ role: 'user', content: 'Who are you?' }, { role: 'assistant', content: 'I am an agent.' }]
    expect(bodies.at(-1)).toMatchObject({ chat_message: 'And again?', chat_history: JSON.stringify(history) })
    expect(server.requests.at(-1)?.headers).not.toHaveProperty('cookie')
  })

  test.each([
    ['text', 'text/plain; charset=utf-8', ['Plain ', '水獭'], 'Plain 水獭', null],
    ['events', 'text/event-stream', ['data: {"text":"One "}\n\ndata: {"te', 'xt":"two"}\n\n', 'data: {"cost":1.5}\n\n', 'data: [DONE]\n\n'], 'One two', 1_500_000],
  ])('may stream %s', async (_name, type, parts, content, costMicros) => {
    respond = (_question, response) => {
      response.setHeader('content-type', type)
      for (const part of parts) response.write(part)
      response.end()
    }
    expect(await ask(person, 'Stream', { ...plain, assistantId: await createAssistant(person, { agent }) })).toMatchObject({ status: 'complete', content, costMicros })
  })

  test('is given the passages of its bases, and cites them', async () => {
    respond = sendJson({ response_text: 'It eats fish [1]. It flies [7].' })
    const base = await createBase(person)
    await addReadyDocument(person, base, 'The otter eats fish every day.')
    const { content, citations } = await ask(person, 'What does the otter eat?', { ...plain, knowledgeBaseIds: null, assistantId: await createAssistant(person, { agent, knowledgeBaseIds: [base] }) })
    expect(bodies.at(-1)).toMatchObject({ passages: [{ number: 1, source: 'notes.md', text: 'The otter eats fish every day.' }] })
    expect({ content, quotes: citations.map(({ quote }) => quote) }).toEqual({ content: 'It eats fish [1]. It flies.', quotes: ['The otter eats fish every day.'] })
  })

  test('that is shared with a team costs those who ask it no more than was held back, whatever it says', async () => {
    respond = sendJson({ response_text: 'Thank you.', cost: 1_000_000 })
    const member = await createPerson()
    const assistantId = await createAssistant(person, { agent })
    await shareAssistant(person, { id: assistantId, team: { id: await createTeam(person, { member: [member] }), access: 'read' } })
    await db.$transaction([db.user.update({ where: { id: member.userId }, data: { isUnlimited: false } }), ...adding(member.userId, 50_000, 'topUp')])
    expect(await ask(member, 'Hello', { ...plain, assistantId })).toMatchObject({ content: 'Thank you.', costMicros: 10_000 })
    expect((await accountOf(member.userId)).availableMicros).toBe(40_000n)
  })

  test('is told the balance of who asks, unless it is the agent of somebody else', async () => {
    respond = sendJson({ response_text: 'Thank you.' })
    const member = await createPerson()
    const counted = async (somebody: Actor) => db.$transaction([db.user.update({ where: { id: somebody.userId }, data: { isUnlimited: false } }), ...adding(somebody.userId, 1_250_000, 'topUp')])
    await counted(person)
    await counted(member)
    const assistantId = await createAssistant(person, { agent })
    await ask(person, 'Hello', { ...plain, assistantId })
    expect(bodies.at(-1)).toMatchObject({ user_id: person.userId, balance: 1.25 })
    await shareAssistant(person, { id: assistantId, team: { id: await createTeam(person, { member: [member] }), access: 'read' } })
    await ask(member, 'Hello', { ...plain, assistantId })
    expect(bodies.at(-1)).toMatchObject({ user_id: member.userId, balance: null })
  })

  test.each<[string, Respond, string]>([
    ['an error status', (_question, response) => response.writeHead(503).end('secret of the agent'), 'The agent answered with an error (503); try again'],
    ['a redirect', (_question, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), 'The agent answered with an error (302); try again'],
    ['JSON of another shape', sendJson({ answer: 1, cost: 'much' }), 'The agent failed, or gave an answer that is not understood; try again'],
    ['broken JSON', (_question, response) => response.setHeader('content-type', 'application/json').end('{'), 'The agent failed, or gave an answer that is not understood; try again'],
    ['a page', (_question, response) => response.setHeader('content-type', 'text/html').end('<p>'), 'The agent failed, or gave an answer that is not understood; try again'],
    ['a broken connection', (_question, response) => response.destroy(), 'The agent cannot be reached, or broke off; check its address, or try again'],
  ])('that answers with %s is a failed answer with a reason, which can be asked again', async (_name, wrong, errorText) => {
    respond = wrong
    const failed = await ask(person, 'Try', { ...plain, assistantId: await createAssistant(person, { agent }) })
    expect(failed).toMatchObject({ status: 'failed', errorText })
    respond = sendJson({ response_text: 'Better' })
    const retryId = await startTurn(person, { retryOf: failed.id, modelId: null })
    await eventsOf(person, retryId)
    expect(await answers.get(person, retryId)).toMatchObject({ status: 'complete', content: 'Better' })
  })

  test('that breaks off in the middle leaves what it said', async () => {
    respond = (_question, response) => {
      response.setHeader('content-type', 'text/plain')
      response.write('Half of an', () => response.destroy())
    }
    expect(await ask(person, 'Try', { ...plain, assistantId: await createAssistant(person, { agent }) })).toMatchObject({ status: 'failed', content: 'Half of an' })
  })

  test('is hung up on when the answer is stopped, and what it said is kept', async () => {
    const closed = Promise.withResolvers<void>()
    respond = (_question, response) => {
      response.on('close', () => closed.resolve())
      response.setHeader('content-type', 'text/plain')
      response.write('So far')
    }
    const answerId = await startTurn(person, question('Work', { ...plain, assistantId: await createAssistant(person, { agent }) }))
    await untilWritten(person, answerId, 6)
    await stop(person, answerId)
    await closed.promise
    expect(await answers.get(person, answerId)).toMatchObject({ status: 'stopped', content: 'So far' })
  })

  test('that says nothing is given up when its time is over', async () => {
    respond = (_question, response) => response.setHeader('content-type', 'text/plain').flushHeaders()
    const parts = { question: 'Hello', earlier: [], isSearched: false, hits: [], maxHistoryMessages: 10 }
    const usage = { inputTokens: null, outputTokens: null, costMicros: null, isCut: false }
    const turn = { userId: person.userId, conversationId: 'c', modelId: 'builtin/extractive', summary: '', files: [], balanceMicros: null }
    await expect(askAgent(agent, turn, parts, new AbortController().signal, usage, 100).next()).rejects.toThrow('The agent took too long to answer; try again')
  })

  test('that lost its permission is not asked', async () => {
    const asked = server.requests.length
    const parts = { question: 'Hello', earlier: [], isSearched: false, hits: [], maxHistoryMessages: 10 }
    const usage = { inputTokens: null, outputTokens: null, costMicros: null, isCut: false }
    const turn = { userId: person.userId, conversationId: 'c', modelId: 'builtin/extractive', summary: '', files: [], balanceMicros: null }
    const elsewhere: Agent = { kind: 'http', url: `http://127.0.0.2:${server.port}/` }
    await expect(askAgent(elsewhere, turn, parts, new AbortController().signal, usage).next()).rejects.toThrow('is not on the public internet')
    expect(server.requests.length).toBe(asked)
  })
})

describe('an agent as a module', () => {
  test('C60 that ships as an example answers', async () => {
    const assistantId = await createAssistant(person, { agent: echo, instructions: 'Repeat.' })
    const answer = await ask(person, 'Hello', { ...plain, assistantId })
    expect(answer).toMatchObject({ status: 'complete', costMicros: 100, activity: { agent: 'echoAgent' }, content: 'You said: Hello\n\nI was told “Repeat.”, and 0 messages before this one.' })
  })

  test('that throws is a failed answer with a reason', async () => {
    const assistantId = await createAssistant(person, { agent: { kind: 'module', name: 'brokenAgent' } })
    expect(await ask(person, 'Hello', { ...plain, assistantId })).toMatchObject({ status: 'failed', content: 'So far. ', errorText: 'The agent failed, or gave an answer that is not understood; try again' })
  })

  test('that does not listen is left alone when the answer is stopped', async () => {
    const assistantId = await createAssistant(person, { agent: { kind: 'module', name: 'deafAgent' } })
    const answerId = await startTurn(person, question('Hello', { ...plain, assistantId }))
    await untilWritten(person, answerId, 6)
    await stop(person, answerId)
    expect(await answers.get(person, answerId)).toMatchObject({ status: 'stopped', content: 'So far' })
  })
})

test('the example runs as a server too', async () => {
  const example = spawn(process.execPath, ['docs/examples/echoAgent.mjs', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [line] = await once(createInterface(example.stdout), 'line')
    const assistantId = await createAssistant(person, { agent: { kind: 'http', url: String(line) }, instructions: 'Repeat.' })
    expect(await ask(person, 'Hi', { ...plain, assistantId })).toMatchObject({ status: 'complete', costMicros: 100, content: expect.stringMatching(/^You said: Hi/) })
  } finally {
    example.kill()
  }
})
