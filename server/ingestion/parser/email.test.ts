import { encode } from 'iconv-lite'
import { expect, test } from 'vitest'
import { readEmail } from '@/server/ingestion/parser/email'
import { readAll } from '@/server/testing/readings'

const read = (message: string | Uint8Array) => readAll(readEmail(typeof message === 'string' ? Buffer.from(message.replaceAll('\n', '\r\n')) : message))

/** A message of these parts, each with its own head. */
const mixed = (...parts: string[]) => `Subject: Parts\nFrom: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n${parts.map((part) => `--b\n${part}\n`).join('')}--b--\n`

test('who wrote what to whom and when, then the text', async () => {
  const message = 'From: =?utf-8?B?546L6Iqz?= <wang@example.cn>\nTo: Ada <ada@example.org>, team@example.org\nCc: Crew: x@example.org, y@example.org;\nSubject: =?utf-8?Q?The_ferry_=E6=B8=A1?=\n  on Monday\nDate: Mon, 6 May 2024 09:30:00 +0800\n\nDear Ada,\n\nit leaves at nine.\n'
  const { pages } = await read(message)
  expect(pages).toEqual([
    {
      page: null,
      text: 'Subject: The ferry 渡 on Monday\nFrom: 王芳 <wang@example.cn>\nTo: Ada <ada@example.org>, team@example.org\nCc: Crew: x@example.org, y@example.org\nDate: Mon, 6 May 2024 09:30:00 +0800\n\nDear Ada,\n\nit leaves at nine.',
      headings: [{ offset: 0, level: 1, title: 'The ferry 渡 on Monday' }],
    },
  ])
})

test('a message in HTML only is read as a page, its headings under the subject', async () => {
  const { text, titles, pages } = await read('Subject: News\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<h1>Caf=C3=A9</h1><p>open</p><script>no()</script>\n')
  expect(text).toBe('Subject: News\n\nCafé\n\nopen')
  expect(titles).toEqual(['1 News', '2 Café'])
  expect(pages[0]?.headings[1]?.offset).toBe(text.indexOf('Café'))
})

test('attachments are named and not read', async () => {
  const { text } = await read(mixed('Content-Type: text/plain\n\nSee the list.', 'Content-Type: text/csv; name="=?utf-8?B?5YiX6KGo?=.csv"\nContent-Disposition: attachment; filename="=?utf-8?B?5YiX6KGo?=.csv"\n\nsecret,1', 'Content-Type: application/pdf\nContent-Disposition: attachment; filename="a.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERg=='))
  expect(text).toBe('Subject: Parts\nFrom: a@example.org\nAttachments: 列表.csv, a.pdf\n\nSee the list.')
})

test('a forwarded message is part of the text', async () => {
  const { text } = await read(mixed('Content-Type: text/plain\n\nBelow.', 'Content-Type: message/rfc822\n\nSubject: Inner\nFrom: b@example.org\n\nThe inner text.'))
  expect(text).toContain('Below.')
  expect(text).toContain('Inner')
  expect(text).toContain('The inner text.')
})

test.each([
  ['gb18030', 'gb2312', '青榆岛的海堤建于一八七四年'],
  ['shift_jis', 'Shift_JIS', 'これは堤防です'],
  ['latin1', 'iso-8859-1', 'près de la forêt'],
  ['big5', 'big5', '青榆島的海堤'],
])('a body in %s that says so', async (encoding, charset, words) => {
  expect((await read(Buffer.concat([Buffer.from(`Subject: x\r\nContent-Type: text/plain; charset=${charset}\r\n\r\n`), encode(words, encoding)]))).text).toBe(`Subject: x\n\n${words}`)
})

test.each(['gb18030', 'utf16le'])('a message in %s that says nothing', async (encoding) => {
  const message = 'Subject: 海堤的历史\r\nFrom: a@example.org\r\n\r\n青榆岛的海堤建于一八七四年，由当地渔民用玄武岩砌成。每年农历三月，岛上举行护堤节，家家户户在堤上挂红灯笼。\r\n'
  expect((await read(encode(message, encoding, { addBOM: encoding === 'utf16le' }))).text).toContain('Subject: 海堤的历史\nFrom: a@example.org\n\n青榆岛的海堤')
})

test('a message without a subject has no heading, and one of a thousand parts in each other is refused', async () => {
  expect(await read('From: a@example.org\n\nx')).toMatchObject({ text: 'From: a@example.org\n\nx', titles: [] })
  const nested = Array.from({ length: 1_000 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`).join('')
  await expect(read(`Subject: x\n${nested}`)).rejects.toThrow('not safe')
})

test('a text that is no e-mail is refused', async () => {
  await expect(read('Just some words\nand more.')).rejects.toThrow('is not an e-mail')
})
