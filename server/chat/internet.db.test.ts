import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import * as conversations from '@/server/conversations/service'
import { ask } from '@/server/testing/chat'
import { addReadyDocument, createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { startWebServer } from '@/server/testing/webServer'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
const internet = await vi.hoisted(async () => (await import('@/server/testing/searchServer')).useSearchServer())
/** What nobody may reach: it listens here too, and its address is not allowed. */
const canary = await startWebServer((_request, response) => response.end('A secret heron.'))

const herons = '<title>The heron book</title><main><h1>Herons</h1><p>The heron of the Lune stands 94 centimetres tall. It waits for eels.</p></main>'
const others = '<title>Elsewhere</title><main><p>Trains leave every forty minutes from the quay.</p></main>'

let person: Actor
beforeEach(async () => {
  person = await createPerson()
  Object.assign(internet, { found: [], isBroken: false })
  internet.pages.clear()
})
afterAll(async () => {
  await provider.close()
  await internet.close()
  await canary.close()
  await (await vectors()).close()
})

const question = 'How tall is the heron of the Lune?'
const chatBodies = async () => provider.bodies('/v1/chat/completions', (await import('@/server/testing/fakeProvider')).chatBodySchema)

describe('a question that searches the internet', () => {
  test('C35 is answered from the pages that are found, each with its address', async () => {
    internet.pages.set('/herons', herons).set('/other', others)
    internet.found = ['/other', '/herons']
    const { content, citations, activity, status } = await ask(person, question, { searchesWeb: true })
    expect(status).toBe('complete')
    expect(content).toContain('94 centimetres tall. [1]')
    expect(citations).toMatchObject([{ kind: 'web', url: `${internet.url}/herons`, documentName: 'The heron book', documentId: null, quote: expect.stringContaining('94 centimetres') }])
    expect(activity?.internet).toMatchObject({ engine: 'SearXNG', resultCount: 2, pageCount: 2, failures: [], message: null })
    expect(activity?.passageCount).toBe(activity?.internet?.passageCount)
    expect(internet.queries.at(-1)).toBe(question)
    expect((await chatBodies()).at(-1)?.messages.map((message) => message.content).join()).toContain(`The heron book › ${internet.url}/herons`)
  })

  test('C36 stays in its conversation, until a question says otherwise', async () => {
    internet.pages.set('/herons', herons)
    internet.found = ['/herons']
    const { conversationId } = await ask(person, question, { searchesWeb: true })
    expect(await conversations.get(person, conversationId)).toMatchObject({ searchesWeb: true })
    expect((await ask(person, question, { conversationId })).activity?.internet).toMatchObject({ pageCount: 1 })
    expect((await ask(person, question, { conversationId, searchesWeb: false })).activity?.internet).toBeNull()
    expect(await conversations.get(person, conversationId)).toMatchObject({ searchesWeb: false })
  })

  test('is not failed by pages that are dead, sealed, of no text, or against the wish of their site', async () => {
    internet.pages
      .set('/herons', herons)
      .set('/sealed', (response) => void response.writeHead(403).end())
      .set('/cut', (response) => void response.writeHead(200, { 'content-type': 'text/html', 'content-length': '900' }).write('<p>The heron', () => response.destroy()))
      .set('/film', (response) => void response.writeHead(200, { 'content-type': 'video/mp4' }).end('x'))
    internet.found = ['/dead', '/sealed', '/film', '/cut', '/herons']
    const { activity, citations, status } = await ask(person, question, { searchesWeb: true })
    expect(status).toBe('complete')
    expect(citations).toMatchObject([{ url: `${internet.url}/herons` }])
    expect(activity?.internet).toMatchObject({ pageCount: 1, message: null })
    expect(activity?.internet?.failures.map(({ url }) => new URL(url).pathname).toSorted()).toEqual(['/cut', '/dead', '/film', '/sealed'])
  })

  test('C35 never reaches a private address', async () => {
    internet.found = [`http://127.0.0.2:${canary.port}/`, `http://[::1]:${canary.port}/`, 'file:///etc/passwd']
    const { activity, citations } = await ask(person, question, { searchesWeb: true })
    expect(canary.requests).toEqual([])
    expect(citations).toEqual([])
    expect(activity?.internet?.failures).toHaveLength(3)
    expect(activity?.internet?.message).toBe('None of the pages that were found could be read')
  })

  test('C35 goes on without, and says so, when nothing is found', async () => {
    const { content, activity, status } = await ask(person, question, { searchesWeb: true })
    expect(status).toBe('complete')
    expect(content).toContain(`You asked: ${question}`)
    expect(activity?.internet).toMatchObject({ resultCount: 0, passageCount: 0, message: 'The search found no pages' })
    expect((await chatBodies()).at(-1)?.messages[0]?.content).toContain('Nothing relevant was found in pages of the internet')
  })

  test('goes on without, and says why, when the search fails', async () => {
    internet.isBroken = true
    const { activity, status } = await ask(person, question, { searchesWeb: true })
    expect(status).toBe('complete')
    expect(activity?.internet).toMatchObject({ engine: 'SearXNG', message: 'SearXNG failed (500); try again later' })
  })

  test('and its bases at once has one numbering of sources', async () => {
    const base = await createBase(person)
    await addReadyDocument(person, base, '# Lune\n\nThe heron of the Lune is 90 centimetres tall, says the ranger.', 'ranger.md')
    internet.pages.set('/herons', herons)
    internet.found = ['/herons']
    const { activity, citations } = await ask(person, question, { searchesWeb: true, knowledgeBaseIds: [base] })
    expect(citations).toMatchObject([{ ordinal: 1, kind: 'document', documentName: 'ranger.md' }])
    expect(activity).toMatchObject({ engine: 'lexical', passageCount: 2, internet: { passageCount: 1 } })
    const sent = (await chatBodies()).at(-1)?.messages.at(-1)?.content ?? ''
    expect(sent).toContain('[1] ranger.md')
    expect(sent).toContain('[2] The heron book')
  })

  test('is quoted from by the built-in model', async () => {
    internet.pages.set('/herons', herons)
    internet.found = ['/herons']
    const { content, citations } = await ask(person, question, { searchesWeb: true, modelId: 'builtin/extractive' })
    expect(content).toContain('94 centimetres')
    expect(citations.map(({ url }) => url)).toContain(`${internet.url}/herons`)
  })
})

test('what is searched and not ready is told', async () => {
  const base = await createBase(person, 'Empty shelf')
  const { activity } = await ask(person, question, { knowledgeBaseIds: [base] })
  expect(activity?.notes).toEqual(['“Empty shelf” has no documents'])
})
