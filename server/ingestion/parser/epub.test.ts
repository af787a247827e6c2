import { expect, test } from 'vitest'
import { readEpub } from '@/server/ingestion/parser/epub'
import { writeEpub } from '@/server/testing/officeFiles'
import type { Book } from '@/server/testing/officeFiles'
import { readAll } from '@/server/testing/readings'

const read = (book: Book) => readAll(readEpub(writeEpub(book)))

test('chapters come in the order of reading, with their headings', async () => {
  const { pages, pageCount, warnings } = await read({
    chapters: { 'z.xhtml': '<h1>第一章</h1><p>海堤。</p>', 'a.xhtml': '<h1>第二章</h1><h2>节</h2><p>灯笼。</p>', 'cover.xhtml': '<img src="cover.jpg"/>' },
    spine: ['cover.xhtml', 'z.xhtml', 'a.xhtml'],
  })
  expect(pageCount).toBeNull()
  expect(warnings).toEqual([])
  expect(pages).toEqual([
    { page: null, text: '第一章\n\n海堤。', headings: [{ offset: 0, level: 1, title: '第一章' }] },
    { page: null, text: '第二章\n\n节\n\n灯笼。', headings: [{ offset: 0, level: 1, title: '第二章' }, { offset: 5, level: 2, title: '节' }] },
  ])
})

test('a chapter without a heading goes by its title in the table of contents', async () => {
  const { pages } = await read({
    chapters: { 'one.xhtml': '<p>It was late.</p>', 'my two.xhtml': '<p class="title">Two</p><p>It was early.</p>', 'rest.xhtml': '<p>More.</p>' },
    titles: { 'one.xhtml#start': 'One &\n more', 'my%20two.xhtml': 'Two' },
  })
  expect(pages).toEqual([
    { page: null, text: 'One & more\n\nIt was late.', headings: [{ offset: 0, level: 1, title: 'One & more' }] },
    { page: null, text: 'Two\n\nIt was early.', headings: [{ offset: 0, level: 1, title: 'Two' }] },
    { page: null, text: 'More.', headings: [] },
  ])
})

test('a spine that names a chapter again and again reads it once, and one that is missing is said', async () => {
  const { text, warnings } = await read({ chapters: { 'a.xhtml': '<p>a</p>' }, spine: ['a.xhtml', 'gone.xhtml', 'a.xhtml', 'a.xhtml'] })
  expect(text).toBe('a')
  expect(warnings).toEqual(['Part 2 of 2 of this book is missing or damaged and was left out'])
})

const encryption = (algorithm: string) => ({ name: 'META-INF/encryption.xml', data: `<encryption><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherReference URI="OEBPS/a.xhtml"/></enc:EncryptedData></encryption>` })

test('a copy-protected book is refused, and one whose fonts are scrambled is read', async () => {
  const chapters = { 'a.xhtml': '<p>a</p>' }
  await expect(read({ chapters, more: [encryption('http://www.w3.org/2001/04/xmlenc#aes128-cbc')] })).rejects.toThrow('copy-protected')
  expect((await read({ chapters, more: [encryption('http://www.idpf.org/2008/embedding')] })).text).toBe('a')
})

test('a book without chapters is refused', async () => {
  await expect(readEpub(writeEpub({ chapters: {} }))).rejects.toThrow('no chapters')
})
