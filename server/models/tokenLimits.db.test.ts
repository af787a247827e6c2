import { afterAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { ask } from '@/server/testing/chat'
import { createPerson } from '@/server/testing/people'

const provider = await vi.hoisted(async () => {
  Object.assign(process.env, { MAX_INPUT_TOKENS: '1000', MAX_OUTPUT_TOKENS: '50' })
  return (await import('@/server/testing/fakeProvider')).useFakeProvider()
})
afterAll(() => provider.close())

const bodySchema = z.looseObject({ max_tokens: z.int().optional(), max_completion_tokens: z.int().optional() })
const calls = () => provider.bodies('/v1/chat/completions', bodySchema)

test('C58 a question beyond the limit of tokens is refused before any call, and an answer is no longer than its limit', async () => {
  const person = await createPerson()
  const short = await ask(person, 'What is Rust?')
  expect(short.status).toBe('complete')
  const [sent] = calls()
  expect(sent?.max_tokens ?? sent?.max_completion_tokens).toBe(50)
  const long = ask(person, 'Why does iron rust in the rain and gold does not? '.repeat(200))
  await expect(long).rejects.toMatchObject({ kind: 'invalid', message: expect.stringMatching(/^Input token limit exceeded: \d+ tokens, and 1000 are allowed/) })
  expect(calls()).toHaveLength(1)
})
