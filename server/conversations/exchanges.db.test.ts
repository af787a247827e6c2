import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { stop } from '@/server/chat/stop'
import { startTurn } from '@/server/chat/turn'
import * as answers from '@/server/conversations/answers'
import * as exchanges from '@/server/conversations/exchanges'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { ask, eventsOf, question, textOf, untilWritten } from '@/server/testing/chat'
import { addReadyDocument, createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

const provider = await vi.hoisted(async () => (await import('@/server/testing/fakeProvider')).useFakeProvider())
afterAll(async () => {
  await provider.close()
  await (await vectors()).close()
})

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})

const messagesOf = async (id: string) => (await conversations.get(person, id)).messages
const questionsOf = async (id: string) => (await messagesOf(id)).filter(({ role }) => role === 'user').map(({ content }) => content)

/** A conversation of some questions, each answered. */
async function conversation(...texts: string[]): Promise<string> {
  const [first = '', ...rest] = texts
  const { conversationId } = await ask(person, first)
  for (const text of rest) await ask(person, text, { conversationId })
  return conversationId
}

describe('a question that is edited', () => {
  test('keeps its answer, says that it was edited, and is found by its new words', async () => {
    const id = await conversation('What is an oter?')
    const [asked, answer] = await messagesOf(id)
    await exchanges.editQuestion(person, asked?.id ?? '', 'What is an otter?')
    const [edited, same] = await messagesOf(id)
    expect(edited).toMatchObject({ id: asked?.id, content: 'What is an otter?', editedAt: expect.any(Date) })
    expect(same).toEqual(answer)
    const terms = await db.messageTerm.findMany({ where: { messageId: asked?.id ?? '' } })
    expect(terms.map(({ term }) => term)).toContain('otter')
    expect(terms.map(({ term }) => term)).not.toContain('oter')
  })

  test('and asked again is a branch beside the first one: both are kept, and one goes back and forth', async () => {
    const id = await conversation('One', 'Two', 'Three')
    const before = await messagesOf(id)
    const two = before[2] ?? expect.fail()
    const again = await startTurn(person, question('Two, differently', { conversationId: id, replaces: two.id }))
    await eventsOf(person, again)
    expect((await answers.get(person, again)).content).toContain('(4 messages)')
    const after = await messagesOf(id)
    expect(await questionsOf(id)).toEqual(['One', 'Two, differently'])
    expect(after[2]?.versions).toEqual([two.id, after[2]?.id])
    expect(after[0]?.versions).toEqual([])
    await exchanges.showVersion(person, two.id)
    expect((await messagesOf(id)).map(({ id: shown }) => shown)).toEqual(before.map(({ id: shown }) => shown))
    await exchanges.showVersion(person, after[2]?.id ?? '')
    expect(await questionsOf(id)).toEqual(['One', 'Two, differently'])
  })

  test('can be the first one of its conversation', async () => {
    const id = await conversation('One', 'Two')
    const [one] = await messagesOf(id)
    await eventsOf(person, await startTurn(person, question('First', { conversationId: id, replaces: one?.id })))
    expect(await questionsOf(id)).toEqual(['First'])
    expect((await messagesOf(id))[0]?.versions).toHaveLength(2)
  })

  test('of another conversation cannot be replaced', async () => {
    const [id, other] = [await conversation('One'), await conversation('Elsewhere')]
    const [elsewhere] = await messagesOf(other)
    await expect(startTurn(person, question('Two', { conversationId: id, replaces: elsewhere?.id }))).rejects.toMatchObject({ kind: 'not_found' })
    await expect(startTurn(person, question('Two', { replaces: elsewhere?.id }))).rejects.toMatchObject({ kind: 'not_found' })
  })
})

describe('versions of an answer', () => {
  test('are all kept, with what was asked after each of them', async () => {
    const id = await conversation('One')
    const first = (await messagesOf(id))[1] ?? expect.fail()
    const second = await startTurn(person, { retryOf: first.id, modelId: 'openai/fake-slow-20' })
    await eventsOf(person, second)
    await ask(person, 'After the second', { conversationId: id })
    await exchanges.showVersion(person, first.id)
    expect((await messagesOf(id)).map(({ content }) => content)).toEqual(['One', first.content])
    expect((await messagesOf(id))[1]?.versions).toEqual([first.id, second])
    await exchanges.showVersion(person, second)
    expect(await questionsOf(id)).toEqual(['One', 'After the second'])
  })

  test('are not changed while an answer is written', async () => {
    const id = await conversation('One')
    const first = (await messagesOf(id))[1] ?? expect.fail()
    const second = await startTurn(person, { retryOf: first.id, modelId: 'openai/fake-held' })
    await expect(exchanges.showVersion(person, first.id)).rejects.toMatchObject({ kind: 'conflict' })
    await stop(person, second)
  })
})

describe('an exchange that is deleted', () => {
  test('C153 in the middle leaves what followed where it was, after what came before', async () => {
    const id = await conversation('One', 'Two', 'Three')
    const before = await messagesOf(id)
    await exchanges.removeExchange(person, before[2]?.id ?? '')
    const after = await messagesOf(id)
    expect(after.map((message) => message.id)).toEqual([0, 1, 4, 5].map((place) => before[place]?.id))
    expect(await db.message.count({ where: { conversationId: id } })).toBe(4)
    expect((await ask(person, 'Four', { conversationId: id })).content).toContain('(6 messages)')
  })

  test('at the end shows what came before, at the beginning what came after, and alone leaves nothing', async () => {
    const id = await conversation('One', 'Two', 'Three')
    const [one, , , , three] = await messagesOf(id)
    await exchanges.removeExchange(person, three?.id ?? '')
    expect(await questionsOf(id)).toEqual(['One', 'Two'])
    await exchanges.removeExchange(person, one?.id ?? '')
    expect(await questionsOf(id)).toEqual(['Two'])
    await exchanges.removeExchange(person, (await messagesOf(id))[0]?.id ?? '')
    expect(await messagesOf(id)).toEqual([])
    await ask(person, 'Afresh', { conversationId: id })
    expect(await questionsOf(id)).toEqual(['Afresh'])
  })

  test('takes all its answers, and nothing that was asked after any of them', async () => {
    const id = await conversation('One', 'After the first')
    const [one, first] = await messagesOf(id)
    await eventsOf(person, await startTurn(person, { retryOf: first?.id ?? '', modelId: 'openai/fake-chat' }))
    await ask(person, 'After the second', { conversationId: id })
    await exchanges.removeExchange(person, one?.id ?? '')
    expect(await questionsOf(id)).toEqual(['After the second'])
    const versions = (await messagesOf(id))[0]?.versions ?? []
    await exchanges.showVersion(person, versions[0] ?? '')
    expect(await questionsOf(id)).toEqual(['After the first'])
    expect(await db.message.count({ where: { conversationId: id } })).toBe(4)
  })

  test('leaves the other versions of its question', async () => {
    const id = await conversation('One')
    const [one] = await messagesOf(id)
    await eventsOf(person, await startTurn(person, question('Uno', { conversationId: id, replaces: one?.id })))
    await exchanges.removeExchange(person, (await messagesOf(id))[0]?.id ?? '')
    expect(await questionsOf(id)).toEqual(['One'])
  })

  test('is not the one whose answer is being written', async () => {
    const answerId = await startTurn(person, question('One', { modelId: 'openai/fake-held' }))
    const { parentId } = await answers.get(person, answerId)
    await expect(exchanges.removeExchange(person, parentId ?? '')).rejects.toMatchObject({ kind: 'conflict' })
    await stop(person, answerId)
    await exchanges.removeExchange(person, parentId ?? '')
  })
})

describe('an answer that goes on', () => {
  test('is the same answer, with the new text where it was stopped', async () => {
    const answerId = await startTurn(person, question('Count', { modelId: 'openai/fake-held' }))
    await untilWritten(person, answerId, 15)
    await stop(person, answerId)
    const stopped = await answers.get(person, answerId)
    expect(await startTurn(person, { continueOf: answerId, modelId: 'openai/fake-cut-by-length' })).toBe(answerId)
    const events = await eventsOf(person, answerId)
    expect(textOf(events)).toBe('t0 t1 t2 t3 t4 t5 t6 t7 t8 t9 ')
    const whole = await answers.get(person, answerId)
    expect(whole).toMatchObject({ status: 'complete', content: textOf(events), createdAt: stopped.createdAt, errorText: null })
    expect(whole.durationMs).toBeGreaterThanOrEqual(stopped.durationMs ?? Number.NaN)
    expect(await db.message.count({ where: { conversationId: whole.conversationId } })).toBe(2)
    await expect(startTurn(person, { continueOf: answerId, modelId: 'openai/fake-chat' })).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('can be one that its model had to cut', async () => {
    const cut = await ask(person, 'Count', { modelId: 'openai/fake-cut-by-length' })
    expect(cut).toMatchObject({ status: 'complete', content: 't0 t1 t2 t3 t4 ', activity: { isCut: true } })
    await eventsOf(person, await startTurn(person, { continueOf: cut.id, modelId: 'openai/fake-cut-by-length' }))
    expect(await answers.get(person, cut.id)).toMatchObject({ content: 't0 t1 t2 t3 t4 t5 t6 t7 t8 t9 ', outputTokens: 14, activity: { isCut: false } })
  })

  test('keeps its sources and their numbers', async () => {
    const base = await createBase(person)
    await addReadyDocument(person, base, '# Otters\n\nThe otter sleeps in a holt under the bank.\n')
    const first = await ask(person, 'Where does the otter sleep?', { knowledgeBaseIds: [base] })
    expect(first.citations).toHaveLength(1)
    await db.message.update({ where: { id: first.id }, data: { status: 'interrupted' } })
    await eventsOf(person, await startTurn(person, { continueOf: first.id, modelId: 'openai/fake-chat' }))
    const whole = await answers.get(person, first.id)
    expect(whole.content.startsWith(first.content)).toBe(true)
    expect(whole.citations.map(({ ordinal }) => ordinal)).toEqual(whole.citations.map((_, place) => place + 1))
    expect(whole.citations[0]).toEqual(first.citations[0])
  })

  test('is none that only quotes', async () => {
    const { id } = await ask(person, 'Count', { modelId: 'openai/fake-cut-by-length' })
    await expect(startTurn(person, { continueOf: id, modelId: 'builtin/extractive' })).rejects.toMatchObject({ kind: 'invalid' })
    await expect(startTurn(await createPerson(), { continueOf: id, modelId: 'openai/fake-chat' })).rejects.toMatchObject({ kind: 'not_found' })
    await expect(startTurn(person, { continueOf: newId(), modelId: 'openai/fake-chat' })).rejects.toMatchObject({ kind: 'not_found' })
  })
})

test('C153 what a reader thinks of an answer is kept with the reason, and can be taken back', async () => {
  const { id, conversationId } = await ask(person, 'One')
  await exchanges.rate(person, { id, feedback: 'down', text: 'Wrong river' })
  expect((await messagesOf(conversationId))[1]).toMatchObject({ feedback: 'down', feedbackText: 'Wrong river' })
  await exchanges.rate(person, { id, feedback: null, text: 'Wrong river' })
  expect((await messagesOf(conversationId))[1]).toMatchObject({ feedback: null, feedbackText: null })
})
