import { expect, test } from 'vitest'
import { BodySize, pageText } from '@/server/ingestion/parser/pdf/pdfLayout'
import { linesOf } from '@/server/ingestion/parser/pdf/pdfLines'
import type { Glyphs } from '@/server/ingestion/parser/pdf/pdfLines'

/** A run of characters half an em wide each (Chinese ones an em). */
function run(text: string, x: number, y: number, size = 10): Glyphs {
  const width = Array.from(text).reduce((sum, character) => sum + (character > '\u2e80' ? size : size / 2), 0)
  return { text, a: size, b: 0, x, y, width, height: size, isVertical: false, isRightToLeft: false }
}

const read = (...glyphs: Glyphs[]) => pageText(linesOf(glyphs), 10).text

test('words that stand apart get their space, and letters of one word none', () => {
  expect(read(run('Hello', 0, 100), run('wor', 28, 100), run('ld', 43, 100))).toBe('Hello world')
})

test('divided words are whole again, and names keep their hyphen', () => {
  expect(read(run('a com-', 0, 100), run('pact Trace-', 0, 88), run('Monkey', 0, 76))).toBe('a compact Trace-Monkey')
})

test('Chinese has no spaces inside, whether a line ends or glyphs are spread', () => {
  expect(read(run('青榆岛的', 0, 100), run('海', 55, 100), run('堤很', 75, 100), run('长。', 0, 86))).toBe('青榆岛的海堤很长。')
  expect(read(run('使用 Node 运行', 0, 100), run('程序', 0, 88))).toBe('使用 Node 运行程序')
})

test('a wide space between lines, an indent after a full stop and a list item begin a paragraph', () => {
  const lines = ['One line of text', 'goes on here.', 'New after indent', 'and on.', '• item']
  const places = [0, 0, 15, 0, 0]
  const close = lines.map((text, at) => run(text, places[at] ?? 0, 200 - at * 12))
  expect(read(...close, run('Far below.', 0, 100))).toBe('One line of text goes on here.\n\nNew after indent and on.\n\n• item\n\nFar below.')
})

test('a sentence goes on at the top of the next column', () => {
  expect(read(run('it goes', 0, 100), run('on and', 0, 88), run('on', 300, 700), run('there.', 300, 688))).toBe('it goes on and on there.')
})

test('cells of a row stand apart, one row a line', () => {
  expect(read(run('Name', 0, 100), run('Year', 100, 100), run('Kestrel', 0, 88), run('1892', 100, 88))).toBe('| Name | Year |\n| Kestrel | 1892 |')
})

test('a line drawn out of order is read in order, and dots that lead to a page number are one mark', () => {
  expect(read(run('Chapter', 0, 100), run('7', 130, 100), run('...............', 50, 100.5))).toBe('Chapter … 7')
})

test('foot-note marks stay in their line, and turned and vertical text is read along its line', () => {
  expect(read(run('word', 0, 100), run('1', 20, 104, 6), run('next', 26, 100))).toBe('word1 next')
  const turned = (text: string, x: number): Glyphs => ({ ...run(text, x, 0), a: 0, b: 10, y: 50 })
  expect(read(turned('first line', 100), turned('second', 112))).toBe('first line second')
  const vertical = (text: string, x: number): Glyphs => ({ ...run(text, x, 500), width: 10, height: text.length * 10, isVertical: true })
  expect(read(vertical('わたくしといふ', 300), vertical('現象は', 284))).toBe('わたくしといふ現象は')
})

test('radicals that look like characters become those characters', () => {
  expect(read(run('⽇⽉', 0, 100))).toBe('日月')
})

test('larger paragraphs are headings, with a level by their size and their exact place', () => {
  const lines = linesOf([run('A title', 0, 200, 18), run('Body text of some length.', 0, 170), run('第二节', 0, 150, 12), run('More of the body text.', 0, 130)])
  const body = new BodySize()
  body.add(lines)
  const page = pageText(lines, body.size)
  expect(page.headings.map(({ offset, ...heading }) => ({ ...heading, at: page.text.slice(offset, offset + 3) }))).toEqual([
    { level: 1, title: 'A title', at: 'A t' },
    { level: 2, title: '第二节', at: '第二节' },
  ])
})
