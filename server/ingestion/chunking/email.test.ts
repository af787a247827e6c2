import { expect, test } from 'vitest'
import { chunkingSchema } from '@/server/ingestion/schema'
import { chunked, cut } from '@/server/testing/chunks'

const mail = async (text: string) => (await cut('email', text)).chunks.map((chunk) => [chunk.text, chunk.context])
const long = 'We shall see what the winter brings. '.repeat(80).trim()

test('what is cut from a long message stands under its subject, author and date', async () => {
  const chunks = await mail(`Subject: Geese\nFrom: Ada <ada@example.org>\nTo: Maud\nDate: Mon, 3 Mar 2025 10:00\n\n${long}`)
  expect(chunks[0]?.[0]).toMatch(/^Subject: Geese\nFrom: Ada[^]*Date: Mon, 3 Mar 2025 10:00\n\nWe shall/)
  expect(chunks.map(([, context]) => context)).toEqual(['', ...chunks.slice(1).map(() => 'Subject: Geese\nFrom: Ada <ada@example.org>\nDate: Mon, 3 Mar 2025 10:00')])
  expect(chunks.length).toBeGreaterThan(2)
})

test('quoted history is apart, message by message, and knows its subject', async () => {
  expect(await mail('Subject: Geese\nFrom: Ada\n\nI agree.\n\nOn Sun, 2 Mar 2025 at 09:00, Maud Ellery\n<maud@example.org> wrote:\n> What about geese?\n>\n> On Sat, Josiah wrote:\n>> No geese.')).toEqual([
    ['Subject: Geese\nFrom: Ada\n\nI agree.', ''],
    ['On Sun, 2 Mar 2025 at 09:00, Maud Ellery\n<maud@example.org> wrote:\n> What about geese?\n>', 'Subject: Geese\nOn Sun, 2 Mar 2025 at 09:00, Maud Ellery <maud@example.org> wrote:'],
    ['> On Sat, Josiah wrote:\n>> No geese.', 'Subject: Geese'],
  ])
})

test('原始邮件 is apart and stands under its own head', async () => {
  const chunks = await mail(`主题：预算\n发件人：陆怀远\n日期：2025年3月3日\n\n同意。\n\n-----原始邮件-----\n发件人: 阿墨\n发送时间: 2025年3月2日\n主题: 鹅\n\n${'鹅怎么办？'.repeat(150)}`)
  expect(chunks[0]).toEqual(['主题：预算\n发件人：陆怀远\n日期：2025年3月3日\n\n同意。', ''])
  expect(chunks[1]?.[0]).toMatch(/^-----原始邮件-----\n发件人: 阿墨/)
  expect(chunks[2]?.[1]).toBe('发件人: 阿墨\n发送时间: 2025年3月2日\n主题: 鹅')
})

test('answers between quoted lines stay with them, and what is quoted below is apart', async () => {
  expect((await mail('> When?\nTomorrow.\n> Where?\nHere.\n\n> Greetings\n> Maud')).map(([text]) => text)).toEqual(['> When?\nTomorrow.\n> Where?\nHere.', '> Greetings\n> Maud'])
})

test('a subject that the reader took for a heading is in every path, and not said again', async () => {
  const text = `Subject: Geese\nFrom: Ada\nDate: 3 March\n\n${long}\n\n-- Original Message --\nFrom: Maud\nSubject: Re: Geese\n\nWhat about them?`
  const { chunks } = await chunked([{ page: null, text, headings: [{ offset: 0, level: 1, title: 'Geese' }] }], chunkingSchema.parse({ method: 'email' }))
  expect(chunks.every(({ headingPath }) => headingPath.join() === 'Geese')).toBe(true)
  expect(chunks[1]?.context).toBe('From: Ada\nDate: 3 March')
  expect(chunks.at(-1)?.text).toMatch(/^-- Original Message --\nFrom: Maud/)
})
