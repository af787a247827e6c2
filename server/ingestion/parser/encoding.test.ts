import { encode } from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeText } from '@/server/ingestion/parser/encoding'
import { cleanText } from '@/server/ingestion/parser/reading'

const simplified = '青榆岛的海堤建于一八七四年，由当地渔民用玄武岩砌成。每年农历三月，岛上举行护堤节，家家户户在堤上挂红灯笼。'
const traditional = '青榆島的海堤建於一八七四年，由當地漁民用玄武岩砌成。每年農曆三月，島上舉行護堤節，家家戶戶在堤上掛紅燈籠。'
const japanese = 'これは島の堤防についての文章です。毎年三月に祭りがあり、家々は赤い提灯を飾ります。カタカナも読めます。'
const western = 'Le café près de la forêt était fermé à cause de la grève générale.'

test.each([
  ['utf8', simplified],
  ['gb18030', simplified],
  ['gbk', simplified],
  ['big5', traditional],
  ['shift_jis', japanese],
  ['euc-jp', japanese],
  ['latin1', western],
  ['utf16le', `${simplified}\n`.repeat(3)],
  ['utf16be', western],
  ['utf16be', `${simplified}\n`.repeat(3)],
])('%s without a mark is recognised', (encoding, text) => {
  expect(decodeText(encode(text, encoding))).toBe(text)
})

test.each(['utf8', 'utf16le', 'utf16be'])('%s with a byte-order mark is read without the mark', (encoding) => {
  expect(decodeText(encode(simplified, encoding, { addBOM: true }))).toBe(simplified)
})

test('a short Chinese note in GB18030 is not taken for a western text', () => {
  expect(decodeText(encode('今天下午三点开会，地点在二楼会议室。', 'gb18030'))).toBe('今天下午三点开会，地点在二楼会议室。')
})

test('line ends become \\n, and what no database takes is gone', () => {
  const old = 'as old programs wrote it, with a control character or two in many words '.repeat(3)
  expect(decodeText(Buffer.from(`a\r\nb\rc\0d\u0007 ${old} ${old}`))).toBe(`a\nb\ncd ${old} ${old}`)
  expect(cleanText('a\ud83db\udc00 😀\ufeff')).toBe('ab 😀')
})

test('bytes that are no text are refused', () => {
  const noise = Uint8Array.from({ length: 4_000 }, (_, at) => (at * at * 31 + at * 7) % 256)
  expect(() => decodeText(noise)).toThrow('holds no text')
})

test('a text in UTF-8 with a line in something else keeps all others', () => {
  const mixed = Buffer.concat([Buffer.from(`${simplified}\n`.repeat(3)), encode('中文\n', 'gb18030'), Buffer.from(simplified)])
  expect(decodeText(mixed).split('\n').filter((line) => line === simplified)).toHaveLength(4)
})

test('a file whose last character was cut off is still read', () => {
  const bytes = Buffer.from(simplified)
  expect(decodeText(bytes.subarray(0, bytes.length - 1))).toContain('红灯笼')
})
