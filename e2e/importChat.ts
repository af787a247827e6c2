import { expect, type Page } from '@playwright/test'
import { z } from 'zod'
import { query } from '@/e2e/api'

interface Said {
  readonly id: string
  readonly parentId: string | null
  readonly role: 'user' | 'assistant'
  readonly content: string
}

/** Questions and answers in turn, each under the one before it. */
export const inTurn = (texts: readonly string[]): Said[] => texts.map((content, at) => ({ id: `m${at}`, parentId: at === 0 ? null : `m${at - 1}`, role: at % 2 === 0 ? 'user' : 'assistant', content }))

/** Takes a conversation in as a file of one, with all its branches; the last message is where it was left. @returns its id. */
export async function importChat(page: Page, title: string, messages: readonly Said[]): Promise<string> {
  const now = new Date().toISOString()
  const conversation = { id: title, title, createdAt: now, updatedAt: now, headId: messages.at(-1)?.id ?? null, messages: messages.map((message) => ({ ...message, createdAt: now })) }
  const response = await page.request.post('/api/import', { data: { format: 'parley.conversations', version: 1, conversations: [conversation] }, headers: { origin: new URL(page.url()).origin } })
  expect(await response.json(), 'the file is taken').toMatchObject({ added: 1 })
  const { items } = await query(page, 'conversations.list', {}, z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) }))
  return items.find((item) => item.title === title)?.id ?? ''
}
