import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { offeredTools } from '@/server/chat/offeredTools'
import { stop } from '@/server/chat/stop'
import { startTurn } from '@/server/chat/turn'
import * as answers from '@/server/conversations/answers'
import { db } from '@/server/database'
import { builtinChatModelId } from '@/server/models/schema'
import { ask, eventsOf, question } from '@/server/testing/chat'
import { chatBodySchema } from '@/server/testing/fakeProvider'
import { createPerson } from '@/server/testing/people'
import { startToolServer } from '@/server/testing/toolServer'
import * as tools from '@/server/tools/service'

const provider = await vi.hoisted(async () => {
  process.env.PROVIDER_ALLOW_PRIVATE = '127.0.0.1'
  return (await import('@/server/testing/fakeProvider')).useFakeProvider()
})
const headers = { authorization: 'Bearer canary-of-the-header' }
const server = await startToolServer(headers.authorization)
const modelId = 'openai/fake-tools'

let admin: Actor
let person: Actor
let id: string
beforeAll(async () => {
  admin = await createPerson(undefined, 'admin')
  person = await createPerson()
  await db.toolServer.deleteMany()
  ;({ id } = await tools.add(admin, { name: 'weather', url: server.url, headers }))
})
afterAll(async () => {
  await db.toolServer.deleteMany()
  await Promise.all([server.close(), provider.close()])
})

const offered = () => provider.bodies('/v1/chat/completions', chatBodySchema).at(-1)?.tools.map(({ name }) => name)

describe('what an administrator says of a tool server', () => {
  test('is kept with its headers sealed, told without them, and written down', async () => {
    expect(await tools.list()).toEqual([{ id, name: 'weather', url: server.url, headerNames: ['authorization'], isEnabled: true, approvedTools: [] }])
    expect((await db.toolServer.findUniqueOrThrow({ where: { id } })).headers).toMatch(/^v1:/)
    const told = await db.auditEntry.findMany({ where: { actorId: admin.userId } })
    expect(told).toMatchObject([{ action: 'toolServer.add', subjectId: id, details: { name: 'weather', headers: ['authorization'] } }])
    expect(JSON.stringify(told)).not.toContain('canary')
  })

  test('is tried: its tools are listed, with the headers that it wants; one that is none says so', async () => {
    expect(await tools.test(id)).toMatchObject({ isWorking: true, message: 'It has 5 tools', tools: expect.arrayContaining([{ name: 'search', description: 'What search does' }]) })
    expect(server.requests.at(-1)?.headers.authorization).toBe(headers.authorization)
    const other = await tools.add(admin, { name: 'none', url: 'http://127.0.0.1:9/mcp' })
    expect(await tools.test(other.id)).toEqual({ isWorking: false, message: 'The tool server none did not answer as one; check its address', tools: [] })
    await tools.update(admin, { id: other.id, url: server.url })
    expect(await tools.test(other.id)).toMatchObject({ isWorking: false, message: 'The tool server none refused the headers; check them' })
    await tools.remove(admin, other.id)
    await expect(tools.test(other.id)).rejects.toMatchObject({ kind: 'not_found' })
  })

  test('is refused where it cannot be so', async () => {
    await expect(tools.add(admin, { name: 'weather', url: server.url })).rejects.toMatchObject({ kind: 'conflict' })
    await expect(tools.add(admin, { name: 'inside', url: 'http://10.0.0.1/mcp' })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('PROVIDER_ALLOW_PRIVATE') })
    await expect(tools.update(admin, { id, url: `${server.url}/elsewhere` })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('Give the headers again') })
    await expect(tools.update(admin, { id, approvedTools: ['absent'] })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('absent') })
  })
})

describe('a model', () => {
  test('is offered no tool before one is approved, and of those of a server only that', async () => {
    expect((await ask(person, 'weather_search', { modelId })).content).toBe('There is no such tool.')
    expect(offered()).toEqual([])
    await tools.update(admin, { id, approvedTools: ['search'] })
    expect((await ask(person, 'weather_secret', { modelId })).content).toBe('There is no such tool.')
    expect(offered()).toEqual(['weather_search'])
    expect(server.calls).toEqual([])
  })

  test('calls an approved tool, with its headers, and answers with what that gave', async () => {
    const { content, status, activity } = await ask(person, 'Where is it? weather_search', { modelId })
    expect({ content, status }).toEqual({ content: 'I look.\n\nIt gave: a heron stands at the quay', status: 'complete' })
    expect(activity?.tools).toEqual([{ name: 'search', server: 'weather' }])
    expect(server.calls).toEqual(['search: Where is it? weather_search'])
    expect(server.requests.at(-1)?.headers.authorization).toBe(headers.authorization)
    expect(await offeredTools({ id: builtinChatModelId }, () => {})).toBeUndefined()
  })

  test('that knows no tools answers without them', async () => {
    expect(await ask(person, 'weather_search', { modelId: 'openai/fake-no-tools' })).toMatchObject({ status: 'complete', content: 'Without tools.' })
  })

  test('is told of a tool that fails, says too much or hangs; a stopped answer stops its tool', async () => {
    await tools.update(admin, { id, approvedTools: ['broken', 'hang', 'long'] })
    expect(await ask(person, 'weather_broken', { modelId })).toMatchObject({ status: 'complete', content: expect.stringContaining('It gave: The tool failed: ') })
    const { content } = await ask(person, 'weather_long', { modelId })
    expect(content).toHaveLength('I look.\n\nIt gave: '.length + 20_000 + '… (cut)'.length)

    const impatient = await offeredTools({ id: modelId }, () => {}, 200)
    const hung = await impatient?.weather_hang?.execute?.({ query: '' }, { toolCallId: '1', messages: [], context: {} })
    expect(hung).toBe('The tool failed: The tool server weather took too long to answer; try again')

    const answerId = await startTurn(person, question('weather_hang', { modelId }))
    await eventsOf(person, answerId, undefined, (events) => events.some((event) => event.type === 'activity' && event.activity.tools.length > 0))
    await stop(person, answerId)
    await eventsOf(person, answerId)
    expect(await answers.get(person, answerId)).toMatchObject({ status: 'stopped', content: 'I look.', activity: { tools: [{ name: 'hang', server: 'weather' }] } })
  })

  test('is offered nothing of a server that is switched off, has moved or is gone', async () => {
    await tools.update(admin, { id, approvedTools: ['broken'], isEnabled: false })
    await ask(person, 'weather_broken', { modelId })
    expect(offered()).toEqual([])
    await tools.update(admin, { id, isEnabled: true, url: `${server.url}?other`, headers: {} })
    expect(await tools.list()).toMatchObject([{ headerNames: [], approvedTools: [] }])
    await tools.remove(admin, id)
    expect(await tools.list()).toEqual([])
  })
})
