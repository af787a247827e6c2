import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Line } from '@/server/ingestion/parser/pdf/pdfLines'
import { withoutRunningLines } from '@/server/ingestion/parser/pdf/runningLines'

const line = (text: string, across: number, size = 10): Line => ({ text, across, size, start: 60, end: 60 + text.length * 5, isTable: text.startsWith('|') })

/** Pages of lines from top to bottom; the first page is 1. */
async function cleaned(...pages: Line[][]): Promise<string[][]> {
  async function* source() {
    for (const [at, lines] of pages.entries()) yield { page: at + 1, lines }
  }
  const result: string[][] = []
  for await (const { lines } of withoutRunningLines(source())) result.push(lines.map(({ text }) => text))
  return result
}

const body = (page: number) => [line(`Body ${page} begins`, 100), line(`and page ${page} goes on.`, 112)]
const on = (pages: number, make: (page: number) => Line[]) => Array.from({ length: pages }, (_, at) => make(at + 1))

test('the name of the book and the number of the page are kept once', async () => {
  const pages = on(4, (page) => [line('A History of Osmere', 50), ...body(page), line(`Page ${page} of 4`, 800)])
  expect(await cleaned(...pages)).toEqual([
    ['A History of Osmere', 'Body 1 begins', 'and page 1 goes on.', 'Page 1 of 4'],
    ...[2, 3, 4].map((page) => [`Body ${page} begins`, `and page ${page} goes on.`]),
  ])
})

test('left and right pages have their own, and lines that run may be two', async () => {
  const pages = on(6, (page) => [line(page % 2 === 0 ? 'Ada Thornbury' : 'The Tramway', 40), line('Second edition', 52), ...body(page), line(`| ${page} | Osmere Press |`, 800)])
  expect((await cleaned(...pages)).slice(2)).toEqual([3, 4, 5, 6].map((page) => [`Body ${page} begins`, `and page ${page} goes on.`]))
})

test.each([
  ['chapters that are numbered like their pages', (page: number) => [line(`Chapter ${page}`, 50), ...body(page)]],
  ['an invoice on each page', (page: number) => [line(`Invoice ${12_345 + page}`, 50), ...body(page)]],
  ['numbers that do not count the pages', (page: number) => [line(`${page * page}`, 50), ...body(page)]],
  ['the first line of a paragraph', (page: number) => [line('It was late.', 100), line(`And page ${page}.`, 112)]],
  ['the header of a table that goes on', (page: number) => [line('| Name | Year |', 50), line(`| Gull ${page} | 18${page} |`, 70)]],
  ['the same line at another place', (page: number) => [line('moving', 50 + page * 20), ...body(page)]],
])('%s stay', async (_name, make) => {
  const pages = on(5, make)
  expect(await cleaned(...pages)).toEqual(pages.map((lines) => lines.map(({ text }) => text)))
})

test('two pages are too few to tell', async () => {
  const pages = on(2, (page) => [line('Letter', 50), ...body(page)])
  expect((await cleaned(...pages)).flat().filter((text) => text === 'Letter')).toHaveLength(2)
})

test('no text of a body is ever lost, whatever stands around it', async () => {
  const words = fc.constantFrom('A History', 'Page', '7', '| a | b |', 'Chapter', '')
  const page = fc.record({ header: words, footer: words, isNumbered: fc.boolean(), lines: fc.array(fc.record({ text: fc.string({ maxLength: 8 }), gap: fc.integer({ min: 5, max: 60 }) }), { maxLength: 6 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(page, { maxLength: 12 }), async (pages) => {
      const made = pages.map(({ header, footer, isNumbered, lines }, at) => {
        let across = 60
        const own = lines.map(({ text, gap }) => line(`${text} of ${at}`, (across += gap)))
        return { own, all: [line(header, 40), ...own, line(isNumbered ? `${footer} ${at + 1}` : footer, 800)] }
      })
      const kept = await cleaned(...made.map(({ all }) => all))
      const earlier = new Set<string>()
      kept.forEach((texts, at) => {
        const all = made[at]?.all.map(({ text }) => text) ?? []
        expect(texts).toEqual(expect.arrayContaining(made[at]?.own.map(({ text }) => text) ?? []))
        // What went stands on an earlier page, but for the number of the page.
        for (const text of all.filter((said) => !texts.includes(said))) expect([...earlier]).toContain(text.replace(/\d+/g, '#'))
        for (const text of texts) earlier.add(text.replace(/\d+/g, '#'))
      })
    }),
  )
})
