import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { previewPrompt } from '@/server/chat/previewPrompt'
import { createPassages, createSearchedBase } from '@/server/testing/passages'
import { createPerson } from '@/server/testing/people'
import { countTokens } from '@/server/text/tokens'
import { vectors } from '@/server/vectors/store'

let person: Actor
let base: string
beforeEach(async () => {
  person = await createPerson()
  base = await createSearchedBase(person)
})
afterAll(async () => (await vectors()).close())

const asked = (settings = {}) => previewPrompt(person, { question: 'red comet', knowledgeBaseIds: [base], settings })

test('a prompt is shown with its passages, their numbers, and what each costs', async () => {
  const { chunkIds } = await createPassages(person, base, ['The red comet is near.', 'A comet passed.', 'A ship.'])
  const { system, message, messageTokens, passages } = await asked()
  expect(system).toContain('Cite only numbers that are there')
  expect(message).toMatch(/^Passages:\n\n\[1\] .+\nThe red comet is near\.\n\n\[2\] .+\nA comet passed\.\n\nQuestion: red comet$/)
  expect(passages.map(({ chunkId }) => chunkId)).toEqual(chunkIds.slice(0, 2))
  expect(passages.every(({ tokens }) => tokens > countTokens('A comet passed.'))).toBe(true)
  expect(messageTokens).toBe(countTokens(message))
})

test('the settings decide what is sent', async () => {
  await createPassages(person, base, ['The red comet is near.', 'A comet passed.'])
  expect((await asked({ limit: 1 })).passages).toHaveLength(1)
})

test('where nothing is found the model is told so', async () => {
  const { system, message, passages } = await asked()
  expect(system).toContain('nothing relevant was found')
  expect(message).toBe('red comet')
  expect(passages).toEqual([])
})
