import { afterAll, describe, expect, test, vi } from 'vitest'
import { rewrite } from '@/server/chat/rewrite'
import { builtinChat } from '@/server/models/providers/builtin/model'
import { openaiChat } from '@/server/models/providers/openai'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
afterAll(() => provider.close())

const said = (role: 'user' | 'assistant', content: string) => ({ role, content })
const earlier = [said('user', 'What does an otter eat?'), said('assistant', 'Fish,\n\nmostly trout.')]
const never = new AbortController().signal
const question = 'And where does it sleep?'
const asked = () => provider.requests.filter(({ path }) => path === '/v1/chat/completions')

async function rewritten(model: string, parts: Partial<Parameters<typeof rewrite>[1]> = {}, signal = never, patience?: number) {
  const answering = model === 'builtin/extractive' ? builtinChat() : openaiChat({ baseUrl: provider.url, apiKey: undefined }, model.slice('openai/'.length))
  return rewrite(answering, { question, earlier, ...parts }, signal, patience)
}

describe('a follow-up question', () => {
  test('is rewritten from what was said before', async () => {
    expect(await rewritten('openai/fake-chat')).toEqual({ question: 'And where does it sleep? (What does an otter eat?)', isRewritten: true })
    const { body } = asked().at(-1) ?? {}
    expect(body).toMatchObject({ temperature: 0, messages: [{ role: 'system' }, { role: 'user', content: 'Conversation:\n\nUser: What does an otter eat?\nAssistant: Fish, mostly trout.\n\nLast question: And where does it sleep?' }] })
  })

  test('is rewritten from the last messages only, each cut short', async () => {
    const long = Array.from({ length: 20 }, (_, at) => said(at % 2 === 0 ? 'user' : 'assistant', `${at} ${'word '.repeat(500)}`))
    await rewritten('openai/fake-chat', { earlier: long })
    const content = JSON.stringify(asked().at(-1)?.body)
    expect(content.length).toBeLessThan(6_000)
    expect(content).toContain('User: 14 word')
    expect(content).not.toContain('Assistant: 13 word')
  })

  test.each([
    ['a first question', 'openai/fake-chat', { question, earlier: [] }],
    ['a question that says itself what it is about', 'openai/fake-chat', { question: 'word '.repeat(300), earlier }],
    ['a question to the built-in answerer', 'builtin/extractive', { question, earlier }],
  ])('%s is not, and no model is asked', async (_name, model, parts) => {
    const before = asked().length
    expect(await rewritten(model, parts)).toEqual({ question: parts.question, isRewritten: false })
    expect(asked()).toHaveLength(before)
  })

  test.each(['openai/fake-500', 'openai/fake-401'])('stays as it is when the model fails, which is asked once: %s', async (model) => {
    const before = asked().length
    expect(await rewritten(model)).toEqual({ question, isRewritten: false })
    expect(asked()).toHaveLength(before + 1)
  })

  test('stays as it is when the model does not answer in time', async () => {
    expect(await rewritten('openai/fake-hang', {}, never, 50)).toEqual({ question, isRewritten: false })
  })

  test('stays as it is when the model says more than a question', async () => {
    const talkative = [said('user', 'word '.repeat(400)), said('assistant', 'Yes.')]
    expect(await rewritten('openai/fake-chat', { question: 'x '.repeat(300).trim(), earlier: talkative })).toMatchObject({ isRewritten: false })
  })

  test('is given up when its turn is stopped', async () => {
    const stopped = new AbortController()
    const waiting = rewritten('openai/fake-hang', {}, stopped.signal)
    stopped.abort(new Error('stopped'))
    await expect(waiting).rejects.toThrow('stopped')
  })
})
