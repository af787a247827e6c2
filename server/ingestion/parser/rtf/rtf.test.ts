import { encode } from 'iconv-lite'
import { expect, test } from 'vitest'
import { readRtf } from '@/server/ingestion/parser/rtf/rtf'
import { readAll } from '@/server/testing/readings'

const read = (body: string, head = '\\ansi\\ansicpg1252') => readAll(readRtf(Buffer.from(`{\\rtf1${head} ${body}}`, 'latin1')))
const text = async (body: string, head?: string) => (await read(body, head)).text

/** Bytes as RTF writes those that are not ASCII. */
const escaped = (words: string, encoding: string) => Array.from(encode(words, encoding), (byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('')

test.each([
  ['One {\\b bold}\r\n word.\\par Two\\line three\\par', 'One bold word.\n\nTwo\nthree'],
  ['a\\tab b\\~c \\emdash  \\ldblquote q\\rdblquote  \\{x\\} \\\\', 'a b c — “q” {x} \\'],
  ['{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}{\\*\\generator Word;}{\\info{\\title T}}{\\pict 89504e47}{\\header H}x', 'x'],
  ['seen{\\v hidden}{\\deleted gone}\\v also\\v0  again', 'seen again'],
  ['{\\field{\\*\\fldinst HYPERLINK "http://x"}{\\fldrslt link}} end', 'link end'],
  ['Word{\\footnote A note.} goes on', 'Word [A note.] goes on'],
  ['\\pard\\intbl a{\\footnote\\pard\\plain n\\par}\\cell b\\cell\\row', '| a [n ] | b |'],
  ['{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt in a box\\par}}}out', 'in a box\n\nout'],
  ['a\\bin5 }}}}}b', 'ab'],
  ['unclosed {group', 'unclosed group'],
  ['too many } } braces', 'too many braces'],
])('%s', async (body, expected) => {
  expect(await text(body)).toBe(expected)
})

test('headings are known by their style or their outline level', async () => {
  const { titles, text: read1 } = await read('{\\stylesheet{\\s0 Normal;}{\\s3\\b heading 2;}{\\s4 标题;}}\\pard\\s3 Second\\par\\pard body\\par\\pard\\outlinelevel0 First\\par\\pard more\\par')
  expect(titles).toEqual(['2 Second', '1 First'])
  expect(read1).toBe('Second\n\nbody\n\nFirst\n\nmore')
})

test('rows of a table', async () => {
  const row = (one: string, two: string) => `\\trowd\\cellx100\\cellx200\\pard\\intbl ${one}\\cell ${two}\\cell\\row`
  expect(await text(`before\\par ${row('Name', 'Year')}${row('Kestrel\\par engine', '18|92')}\\pard after\\par`)).toBe('before\n\n| Name | Year |\n| Kestrel engine | 18\\|92 |\n\nafter')
})

test.each([
  ['\\ansi\\ansicpg936', 'gb18030', '青榆岛的海堤'],
  ['\\ansi\\ansicpg932', 'shift_jis', 'これは堤防です。ソ表'],
  ['\\ansi\\ansicpg1252', 'latin1', 'près de la forêt'],
  ['\\ansi\\ansicpg1251', 'windows-1251', 'Дамба острова'],
  ['\\mac', 'latin1', 'é'],
])('text in the code page of %s', async (head, encoding, words) => {
  expect(await text(escaped(words, encoding), head)).toBe(words)
})

test('raw bytes, and the character set of a font over that of the document', async () => {
  const raw = encode('海堤', 'gb18030').toString('latin1')
  expect(await text(`{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset134 宋;}}\\f0 caf\\'e9 {\\f1 ${raw}} caf\\'e9`)).toBe('café 海堤 café')
})

test('Unicode with what older programs are to show, and characters beyond the first plane', async () => {
  expect(await text("{\\uc2\\u-26992\\'c7\\'e0}\\uc1\\u27036? \\u-10179?\\u-8704? end")).toBe('隐榜 😀 end')
})

test('a hundred thousand groups in each other are refused', () => {
  expect(() => readRtf(Buffer.from(`{\\rtf1 ${'{'.repeat(100_000)}`))).toThrow('not safe')
})
