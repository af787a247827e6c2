import { beforeEach, expect, test } from 'vitest'
import { type Actor, visibleTo } from '@/server/auth/actor'
import * as conversations from '@/server/conversations/service'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { searchMessages } from '@/server/search/messages'
import { addTerms, maxTermsOfMessage, replaceTerms } from '@/server/search/messageTerms'
import type { Snippet } from '@/server/search/schema'
import { searchTitles } from '@/server/search/titles'
import { createConversation } from '@/server/testing/conversations'
import { createPerson } from '@/server/testing/people'
import { plainTerms } from '@/server/text/terms'

let person: Actor
beforeEach(async () => {
  person = await createPerson()
})

const found = async (search: string, actor = person) => (await searchMessages(actor, { search, limit: 20 })).items
const idsOf = async (search: string): Promise<string[]> => (await found(search)).map(({ id }) => id)
const marked = ({ text, marks }: Snippet): string[] => marks.map(({ start, end }) => text.slice(start, end))

test('questions and answers are found by their words, in any form and order', async () => {
  const { messageIds } = await createConversation(person, { texts: ['Who built the lighthouses?', 'They were built by Anna Ruiz in 1,887.'] })
  expect(await idsOf('LIGHTHOUSE')).toEqual([messageIds[0]])
  expect(await idsOf('1887 ruiz')).toEqual([messageIds[1]])
  expect(await idsOf('lighthouse ruiz')).toEqual([])
})

test('Chinese is found by any two characters, traditional and simplified alike', async () => {
  const { messageIds } = await createConversation(person, { texts: ['太陽能電池要多少錢？', '海堤长两公里。'] })
  expect(await idsOf('太阳能')).toEqual([messageIds[0]])
  expect(await idsOf('陽能')).toEqual([messageIds[0]])
  expect(await idsOf('海堤 公里')).toEqual([messageIds[1]])
  expect(await idsOf('堤')).toEqual([messageIds[1]])
  expect(await idsOf('电价')).toEqual([])
})

test('a hit shows what was looked for in its surroundings, and where it is', async () => {
  const text = `${'Something else. '.repeat(40)}The 電池 of the lighthouse was new.${' More of it.'.repeat(40)}`
  const { id } = await createConversation(person, { title: 'Lamps', texts: [text] })
  const [hit] = await found('电池 lighthouse')
  expect(hit).toMatchObject({ conversationId: id, conversationTitle: 'Lamps', role: 'user' })
  expect(hit?.snippet.text).toMatch(/^….*…$/)
  expect(hit === undefined ? [] : marked(hit.snippet)).toEqual(['電池', 'lighthouse'])
  expect(hit?.snippet.text.length).toBeLessThan(200)
})

test('the newest come first, page by page', async () => {
  const { messageIds } = await createConversation(person, { texts: Array.from({ length: 7 }, (_, at) => `otter ${at}`) })
  for (const [at, id] of messageIds.entries()) await db.message.update({ where: { id }, data: { createdAt: new Date(Date.UTC(2026, 0, 1 + Math.floor(at / 2))) } })
  const first = await searchMessages(person, { search: 'otter', limit: 3 })
  const second = await searchMessages(person, { search: 'otter', limit: 3, cursor: first.nextCursor })
  const third = await searchMessages(person, { search: 'otter', limit: 3, cursor: second.nextCursor })
  const pages = [first, second, third].flatMap(({ items }) => items)
  expect(pages.map(({ id }) => id).toSorted()).toEqual(messageIds.toSorted())
  expect(pages.map(({ createdAt }) => createdAt.getTime())).toEqual(pages.map(({ createdAt }) => createdAt.getTime()).toSorted((a, b) => b - a))
  expect(third.nextCursor).toBeNull()
})

test('a word that most messages have is found page by page too, and others with it', async () => {
  const { id: conversationId } = await createConversation(person)
  const owner = visibleTo(person)
  const messages = Array.from({ length: 620 }, (_, at) => ({ id: newId(), ...owner, conversationId, seq: at + 1, role: 'user' as const, content: `otter ${at % 100 === 7 ? 'swims' : 'sleeps'}` }))
  const messageIds = messages.map(({ id }) => id)
  const words = messages.flatMap(({ id, content }) => [...plainTerms(content)].map((term) => ({ ownerId: owner.ownerId, term, messageId: id })))
  await db.$transaction([db.message.createMany({ data: messages }), db.messageTerm.createMany({ data: words })])
  const newestFirst = messageIds.toReversed()
  const pages = []
  let cursor = null
  for (let page = 0; page < 4; page += 1) {
    const { items, nextCursor } = await searchMessages(person, { search: 'otter sleeps', limit: 50, cursor })
    pages.push(...items.map(({ id }) => id))
    cursor = nextCursor
  }
  expect(new Set(pages).size).toBe(200)
  expect(pages).toEqual((await db.message.findMany({ where: { id: { in: pages } }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], select: { id: true } })).map(({ id }) => id))
  expect(await idsOf('otter swims')).toEqual(newestFirst.filter((id) => messageIds.indexOf(id) % 100 === 7))
})

test('a search of small words alone, or of none, is answered', async () => {
  const { messageIds } = await createConversation(person, { texts: ['To be or not to be'] })
  expect(await idsOf('to be')).toEqual(messageIds)
  expect(await idsOf('？！')).toEqual([])
})

test('a changed text is found by its new words only', async () => {
  const { messageIds } = await createConversation(person, { texts: ['A lighthouse'] })
  const message = { ownerId: person.userId, messageId: messageIds[0] ?? '', content: 'A windmill' }
  await db.$transaction([db.message.update({ where: { id: message.messageId }, data: { content: message.content } }), ...replaceTerms(message)])
  expect(await idsOf('lighthouse')).toEqual([])
  expect(await idsOf('windmill')).toEqual(messageIds)
})

test('nobody finds what is another\'s, temporary or deleted', async () => {
  const { id } = await createConversation(person, { title: 'A lighthouse', texts: ['A lighthouse'] })
  await createConversation(person, { title: 'A lighthouse', texts: ['A lighthouse'], isTemporary: true })
  const stranger = await createPerson()
  expect(await found('lighthouse', stranger)).toEqual([])
  expect(await searchTitles(stranger, { search: 'lighthouse', limit: 20 })).toEqual([])
  expect(await found('lighthouse')).toHaveLength(1)
  expect(await searchTitles(person, { search: 'lighthouse', limit: 20 })).toHaveLength(1)
  await conversations.remove(person, id)
  expect(await found('lighthouse')).toEqual([])
})

test('a message of 100,000 characters is written in small statements and found by its first words', async () => {
  const text = Array.from({ length: 14_000 }, (_, at) => `w${at}x`).join(' ')
  const { messageIds } = await createConversation(person, { texts: [text] })
  expect(await db.messageTerm.count({ where: { messageId: messageIds[0] ?? '' } })).toBe(maxTermsOfMessage)
  expect(addTerms({ ownerId: person.userId, messageId: messageIds[0] ?? '', content: text }).length).toBeGreaterThan(10)
  expect(await idsOf('w4999x')).toEqual(messageIds)
})

test('titles are found by the beginnings of words, in any letter case, and in Chinese', async () => {
  for (const title of ['Solar panels', '太陽能電池']) await createConversation(person, { title })
  const titles = async (search: string) => (await searchTitles(person, { search, limit: 10 })).map(({ title }) => [title.text, ...marked(title)])
  expect(await titles('PAN sol')).toEqual([['Solar panels', 'Sol', 'pan']])
  expect(await titles('阳能')).toEqual([['太陽能電池', '陽能']])
  expect(await titles('solar 阳能')).toEqual([])
})
