import { mkdtempSync, writeFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { config } from '@/server/config'
import { readDocument, readPages } from '@/server/ingestion/read'
import type { DocumentPart } from '@/server/ingestion/read'
import { chunkingSchema } from '@/server/ingestion/schema'
import { bombDocx, chineseDocx, chinesePdf, encryptedPdf, englishPdf, scannedPdf } from '@/server/testing/fixtures'
import { typeset, writePdf } from '@/server/testing/pdf'

type Options = Parameters<typeof readDocument>[1]

function fileOf(name: string, content: string | Uint8Array): { path: string; name: string } {
  const path = join(mkdtempSync(`${config.dataDir}-`), 'file')
  writeFileSync(path, content)
  return { path, name }
}

async function read(name: string, content: string | Uint8Array, options?: Options, settings: z.input<typeof chunkingSchema> = {}) {
  const parts: DocumentPart[] = []
  for await (const part of readDocument({ ...fileOf(name, content), chunking: chunkingSchema.parse(settings) }, options)) parts.push(part)
  return {
    blocks: parts.flatMap((part) => (part.type === 'block' ? [part] : [])),
    chunks: parts.flatMap((part) => (part.type === 'chunk' ? [part] : [])),
    end: parts.find((part) => part.type === 'end'),
  }
}

/** The process ids of our parser processes. */
async function parsers(path: string): Promise<string[]> {
  const found: string[] = []
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')
    if (command.includes(path) && command.includes('parser/main.ts')) found.push(id)
  }
  return found
}

test('an English PDF gives its pages, chunks with headings and exact offsets', async () => {
  const progress: string[] = []
  const { blocks, chunks, end } = await read('tramway.pdf', englishPdf(), { onProgress: (done, total) => void progress.push(`${done}/${total}`) })
  expect(end).toMatchObject({ pageCount: 5, warnings: [] })
  expect(progress).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5'])
  expect(blocks.map(({ page }) => page)).toEqual([1, 2, 3, 4, 5])
  const text = blocks.map((block) => block.text).join('\n\n')
  expect(end).toMatchObject({ characterCount: text.length })
  for (const chunk of chunks) expect(chunk.text).toBe(text.slice(chunk.start, chunk.end))
  expect(chunks.find((chunk) => chunk.text.includes('nine arches of granite and is 27 metres high'))).toMatchObject({ page: 2, headingPath: ['The Osmere Harbour Tramway', 'The line'] })
})

test('a Chinese PDF without an embedded font is read through its character map', async () => {
  const { blocks } = await read('海堤.pdf', chinesePdf())
  expect(blocks[0]?.text).toBe('青榆岛海堤\n\n青榆岛的海堤建于一八七四年，全长六千二百米，由当地渔民用玄武岩砌成。每年农历三月，岛上举行护堤节，家家户户在堤上挂红灯笼。')
})

test('a Chinese Word document gives headings and the rows of its table', async () => {
  const { chunks, end } = await read('邮路.docx', chineseDocx())
  expect(end).toMatchObject({ pageCount: null })
  const table = chunks.find(({ text }) => text.includes('鹰嘴崖 | 262'))
  expect(table?.headingPath).toEqual(['云岭邮路志', '驿站'])
  expect(table?.text).toContain('| 驿站 | 里程（里） | 设立年份 | 马匹数 |\n| 松溪镇 | 0 | 1732 | 24 |')
})

test('Markdown and HTML give their headings, and a long text is given in blocks', async () => {
  expect((await read('a.md', '# 标题\n\n正文。')).chunks).toMatchObject([{ headingPath: ['标题'], text: '# 标题\n\n正文。' }])
  expect((await read('a.html', '<h1>T</h1><p>x</p>')).chunks).toMatchObject([{ headingPath: ['T'], text: 'T\n\nx' }])
  const { blocks, chunks, end } = await read('a.txt', 'A sentence of some words.\n\n'.repeat(3_000))
  expect(blocks.length).toBeGreaterThan(5)
  expect(chunks.length).toBeGreaterThan(50)
  expect(end).toMatchObject({ characterCount: 81_000 })
})

test('a document is cut as the settings say', async () => {
  const rows = await read('a.md', '| 驿站 | 里程 |\n| 松溪镇 | 0 |\n| 白鹭滩 | 56 |', {}, { method: 'table' })
  expect(rows.chunks.map(({ text, context }) => [text, context])).toEqual([['| 驿站 | 里程 |\n| 松溪镇 | 0 |', ''], ['| 白鹭滩 | 56 |', '| 驿站 | 里程 |']])
  const { end } = await read('a.md', 'No law.', {}, { method: 'laws' })
  expect(end).toMatchObject({ warnings: ['No articles were found in this file, so it was cut as general text'] })
})

test('only the pages that were chosen are read, and progress counts them', async () => {
  const progress: string[] = []
  const onProgress = (done: number, total: number) => void progress.push(`${done}/${total}`)
  const { blocks, chunks, end } = await read('tramway.pdf', englishPdf(), { onProgress }, { pages: [[4, 9], [2, 2]] })
  expect(blocks.map(({ page }) => page)).toEqual([2, 4, 5])
  expect(progress).toEqual(['1/3', '2/3', '3/3'])
  const text = blocks.map((block) => block.text).join('\n\n')
  expect(end).toMatchObject({ pageCount: 5, characterCount: text.length, warnings: [] })
  for (const chunk of chunks) expect(chunk.text).toBe(text.slice(chunk.start, chunk.end))
})

test('pages that are not there, or not to be had, are said', async () => {
  await expect(read('tramway.pdf', englishPdf(), {}, { pages: [[6, 9]] })).rejects.toMatchObject({ kind: 'invalid', message: 'This file ends at page 5, before the pages that were chosen; choose others' })
  await expect(read('scan.pdf', scannedPdf(4), {}, { pages: [[2, 3]] })).rejects.toMatchObject({ message: expect.stringContaining('any of the pages that were chosen') })
  expect((await read('a.txt', 'Words.', {}, { pages: [[2, 3]] })).end).toMatchObject({ warnings: ['This file has no pages to choose from, so all of it was read'] })
})

test('the first pages can be had as they were read, and no more of them than was asked for', async () => {
  const pagesOf = async (name: string, content: string | Uint8Array, firstCharacters: number) => {
    const parts = []
    for await (const part of readPages(fileOf(name, content), firstCharacters)) {
      parts.push(part.type === 'page' ? `${part.page}: ${part.text}` : part.type)
      if (parts.length === 3) break
    }
    return parts
  }
  expect(await pagesOf('a.md', '# A\n\nText.', 100)).toEqual(['null: # A\n\nText.', 'end'])
  expect(await pagesOf('a.md', '# A\n\nText.', 6)).toEqual(['null: # A\n\nT'])
  expect(await pagesOf('tramway.pdf', englishPdf(), 1_000)).toEqual([expect.stringMatching('1: '), expect.stringMatching('2: ')])
  expect(await pagesOf('tramway.pdf', englishPdf(), 100_000)).toEqual([expect.stringMatching('1: '), expect.stringMatching('2: '), expect.stringMatching('3: ')])
})

test('the parser process trusts no order', async () => {
  const bad = { ...chunkingSchema.parse({}), chunkTokens: 1_000_000 }
  const reading = readDocument({ ...fileOf('a.md', 'Text.'), chunking: bad }).next()
  await expect(reading).rejects.toMatchObject({ kind: 'internal' })
})

test('pages without text are counted for the owner', async () => {
  const { end } = await read('a.pdf', writePdf([typeset('A page with enough words on it to be one. '.repeat(5)), [], []]))
  expect(end).toMatchObject({ pageCount: 3, warnings: ['2 of 3 pages have no text; they are probably scans'] })
})

test.each<[string, string | Uint8Array, string]>([
  ['scan.pdf', scannedPdf(14), 'No text was found on any of its 14 pages; it is probably a scan'],
  ['secret.pdf', encryptedPdf(), 'This PDF is password-protected; remove the password and upload it again'],
  ['cut.pdf', englishPdf().subarray(0, 2_000), 'This PDF is damaged or incomplete'],
  ['cut.docx', chineseDocx().subarray(0, 3_000), 'This Word file is damaged or incomplete'],
  ['bomb.docx', bombDocx(120), 'This Word file inflates to far more than it should'],
  ['renamed.docx', englishPdf(), 'is a PDF; rename it to .pdf'],
  ['empty.txt', '', 'This file is empty'],
  ['blank.txt', ' \n \n', 'No text was found in this file'],
  ['random.txt', Uint8Array.from({ length: 5_000 }, (_, at) => (at * at * 31 + at * 7) % 256), 'This file holds no text'],
  ['--eval=1.exe', 'MZ', 'Files of type .exe are not read'],
])('%s fails with a reason its owner understands', async (name, content, reason) => {
  await expect(read(name, content)).rejects.toMatchObject({ name: 'AppError', kind: 'invalid', message: expect.stringContaining(reason) })
})

const long = '<p>A sentence of some words that fill a line of this text.</p>\n'.repeat(40_000)

test.each([
  [{ memoryBytes: 20 * 1024 * 1024 }, 'needs more than 20 MB of memory'],
  [{ heapMegabytes: 10 }, 'needs more than 768 MB of memory'],
  [{ waitMs: 20 }, 'takes longer than 0 seconds'],
  [{ outputBytes: 300_000 }, 'more text than can be read at once'],
])('a file that passes the limit %j is refused', async (limits, reason) => {
  await expect(read('a.html', long, { limits })).rejects.toMatchObject({ kind: 'too_large', message: expect.stringContaining(reason) })
})

test('an aborted reading throws the reason of its signal and leaves no process', async () => {
  const file = fileOf('a.html', long)
  const controller = new AbortController()
  const reason = new Error('cancelled')
  const reading = (async () => {
    for await (const part of readDocument(file, { signal: controller.signal })) if (part.type === 'chunk') controller.abort(reason)
  })()
  await expect(reading).rejects.toBe(reason)
  await expect.poll(() => parsers(file.path)).toEqual([])
})

test('a consumer that stops reading leaves no process', async () => {
  const file = fileOf('a.html', long)
  for await (const part of readDocument(file)) if (part.type === 'chunk') break
  await expect.poll(() => parsers(file.path)).toEqual([])
})
