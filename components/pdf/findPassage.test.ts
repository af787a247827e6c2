import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { findPassage, storedPlace } from '@/components/pdf/findPassage'
import { lettersOf } from '@/components/pdf/letters'
import { readPdf } from '@/server/ingestion/parser/pdf/pdf'
import { englishPdf } from '@/server/testing/fixtures'

/** What is marked on a page when `passage` is a part of the stored text. */
function marked(page: string, stored: string, passage: string): string[] {
  const start = stored.indexOf(passage)
  return findPassage(lettersOf(page), { text: stored, start, end: start + passage.length }).map((span) => page.slice(span.start, span.end))
}

test('a passage is found although lines are joined, divided words whole and cells bordered', () => {
  const page = 'Tickets. A sin-gle journey takes  52minutes. Year Name1892 Kestrel'
  const stored = 'Tickets.\n\nA single journey takes 52 minutes.\n\n| Year | Name |\n| 1892 | Kestrel |'
  expect(marked(page, stored, 'A single journey takes 52 minutes.')).toEqual(['A sin-gle journey takes  52minutes.'])
  expect(marked(page, stored, '| Year | Name |\n| 1892 | Kestrel |')).toEqual(['Year Name1892 Kestrel'])
})

test('Chinese is found although its characters are spread, and its full stop is marked with it', () => {
  expect(marked('海 堤 很 长 。青榆岛的⽉亮。', '海堤很长。青榆岛的月亮。', '青榆岛的月亮。')).toEqual(['青榆岛的⽉亮。'])
  expect(marked('海 堤 很 长 。青榆岛', '海堤很长。青榆岛', '海堤很长。')).toEqual(['海 堤 很 长 。'])
})

test('of the same words in two places those are marked which the passage is', () => {
  const text = 'Total: 5. Other words between the two. Total: 5. End.'
  const second = text.lastIndexOf('Total')
  expect(findPassage(lettersOf(text), { text, start: 0, end: 9 })).toEqual([{ start: 0, end: 9 }])
  expect(findPassage(lettersOf(text), { text, start: second, end: second + 9 })).toEqual([{ start: second, end: second + 9 }])
})

test('where words stand in another order the pieces are marked, and what stands between them with them', () => {
  const stored = 'The engineer Ada Thornbury had come to the island1 to repair its sea wall and found that coal was carried. The rest.'
  const page = 'Before. The engineer Ada Thornbury had come to the island to repair1 its sea wall and found that coal was carried. The rest.'
  const [only, ...more] = marked(page, stored, stored.slice(0, -10))
  expect(more).toEqual([])
  expect(only).toContain('The engineer Ada Thornbury')
  expect(only).toContain('repair1 its sea')
})

test('what a page does not hold is not marked on it', () => {
  expect(marked('A page about trains and their timetable.', 'Nothing of this stands on the other page.', 'Nothing of this stands')).toEqual([])
  expect(marked('', 'A scan', 'A scan')).toEqual([])
  expect(marked('A page', '— … —', '— … —')).toEqual([])
})

test('a click is told as the place in the stored text', () => {
  const page = 'Tickets. A sin-gle journey takes  52minutes.'
  const stored = 'Tickets.\n\nA single journey takes 52 minutes.'
  expect(storedPlace(lettersOf(page), page.indexOf('52'), stored)).toBe(stored.indexOf('52'))
  expect(storedPlace(lettersOf(page), page.indexOf('gle'), stored)).toBe(stored.indexOf('gle'))
  expect(storedPlace(lettersOf(page), page.length, stored)).toBe(stored.length - 1)
  expect(storedPlace(lettersOf('Quite other words'), 3, stored)).toBeLessThan(stored.length)
})

test('every line of a document that was read is found on its page again', async () => {
  const [{ pages }, document] = await Promise.all([readPdf(englishPdf()), getDocument({ data: new Uint8Array(englishPdf()), verbosity: 0 }).promise])
  for await (const { page, text } of pages) {
    const { items } = await (await document.getPage(page ?? 0)).getTextContent()
    const drawn = items.map((item) => ('str' in item ? item.str : '')).join('')
    for (const sentence of text.match(/[^.]+\./g) ?? []) expect(marked(drawn, text, sentence.trim())).toHaveLength(1)
  }
  await document.loadingTask.destroy()
})
