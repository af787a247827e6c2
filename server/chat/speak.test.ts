import { afterAll, expect, test, vi } from 'vitest'
import type { AnswerPiece } from '@/server/chat/markers'
import { speak, type Usage } from '@/server/chat/speak'
import { openaiChat } from '@/server/models/providers/openai'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
afterAll(() => provider.close())

const parts = { question: 'Hello', earlier: [], isSearched: false, hits: [] }
const never = new AbortController().signal
async function collect(speech: AsyncIterable<AnswerPiece>): Promise<string> {
  let text = ''
  for await (const piece of speech) text += 'text' in piece ? piece.text : ''
  return text
}

const noUsage = (): Usage => ({ inputTokens: null, outputTokens: null, costMicros: null, isCut: false })

test('a provider that says nothing is given up when its time is over, and hung up on', async () => {
  const model = openaiChat({ baseUrl: provider.url, apiKey: undefined }, 'fake-hang')
  const pieces = collect(speak(model, parts, never, noUsage(), { firstWordMs: 150, nextWordMs: 60_000 }))
  await expect(pieces).rejects.toThrow('The model provider stopped answering; try again')
  await vi.waitFor(() => expect(provider.requests.at(-1)?.isCut).toBe(true), { timeout: 20_000 })
})

test('a provider that falls silent in the middle is given up, after the text so far', async () => {
  const model = openaiChat({ baseUrl: provider.url, apiKey: undefined }, 'fake-stall')
  const pieces: AnswerPiece[] = []
  const reading = async (): Promise<void> => {
    for await (const piece of speak(model, parts, never, noUsage(), { firstWordMs: 60_000, nextWordMs: 150 })) pieces.push(piece)
  }
  await expect(reading()).rejects.toThrow('The model provider stopped answering; try again')
  expect(pieces.map((piece) => ('text' in piece ? piece.text : '')).join('')).toBe('t0 t1 t2 t3 t4 ')
})

test('usage is told at the end', async () => {
  const model = openaiChat({ baseUrl: provider.url, apiKey: undefined }, 'fake-chat')
  const usage = noUsage()
  expect(await collect(speak(model, parts, never, usage))).toBe('You asked: Hello (2 messages)')
  expect(usage).toEqual({ inputTokens: 2, outputTokens: 7, costMicros: null, isCut: false })
})

test('a key travels to the provider in its header and nowhere else', async () => {
  const model = openaiChat({ baseUrl: provider.url, apiKey: 'secret-key-of-the-tests' }, 'fake-chat')
  await collect(speak(model, parts, never, noUsage()))
  expect(provider.requests.at(-1)?.headers.authorization).toBe('Bearer secret-key-of-the-tests')
  expect(JSON.stringify(provider.requests.at(-1)?.body)).not.toContain('secret')
})

test.each([
  ['fake-429', 3, 'receives too many requests'],
  ['fake-500', 3, 'failed (500)'],
  ['fake-401', 1, 'refused the key'],
])('a provider that fails before its first word is asked again where that can help (%s)', async (name, times, sentence) => {
  const before = provider.requests.length
  const model = openaiChat({ baseUrl: provider.url, apiKey: undefined }, name)
  await expect(collect(speak(model, parts, never, noUsage()))).rejects.toThrow(sentence)
  expect(provider.requests.length - before).toBe(times)
})
