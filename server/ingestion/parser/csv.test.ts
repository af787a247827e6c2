import { encode } from 'iconv-lite'
import { expect, test } from 'vitest'
import { csvRows, readCsv } from '@/server/ingestion/parser/csv'
import { sheetLimits } from '@/server/ingestion/parser/sheetText'
import { readAll } from '@/server/testing/readings'

const text = async (content: string | Uint8Array) => (await readAll(readCsv(Buffer.from(content)))).text

test.each([
  ['name,age\nAnn,41\nBob,\n', '| name | age |\n| Ann | 41 |\n| Bob |  |'],
  ['Name;Preis\nÄpfel;1,50\nBirnen;2,75', '| Name | Preis |\n| Äpfel | 1,50 |\n| Birnen | 2,75 |'],
  ['a\tb\r\n1,5\t2\r\n', '| a | b |\n| 1,5 | 2 |'],
  ['a|b\n1|2', '| a | b |\n| 1 | 2 |'],
  ['sep=;\na;b,c\n', '| a | b,c |'],
  ['who,what\n"Lee, Ann","said ""no""\nand left"\n"x"y,"z', '| who | what |\n| Lee, Ann | said "no" and left |\n| xy | "z |'],
  ['a,b\n\n1,2\n,\n3,4', '| a | b |\n| 1 | 2 |\n| 3 | 4 |'],
  ['Report of May\n\nname,sum\nAnn,2', 'Report of May\n\n| name | sum |\n| Ann | 2 |'],
  ['name\nAnn\nBob', '| name |\n| Ann |\n| Bob |'],
  ['a,b\nx|y,2,3', '| a | b |\n| x\\|y | 2 | 3 |'],
  ['one line', 'one line'],
  ['__proto__,constructor\n1,2', '| __proto__ | constructor |\n| 1 | 2 |'],
])('%j', async (content, expected) => {
  expect(await text(content)).toBe(expected)
})

test.each(['utf8', 'gb18030', 'utf16le'])('Chinese in %s', async (encoding) => {
  const table = `姓名,城市,说明\n${'王芳,青榆岛,负责海堤的维护工作。\n李强,松溪镇,每天送信六十里路程。\n'.repeat(3)}`
  expect(await text(encode(table, encoding, { addBOM: encoding === 'utf16le' }))).toContain('| 姓名 | 城市 | 说明 |\n| 王芳 | 青榆岛 | 负责海堤的维护工作。 |')
})

test.each([
  ['shift_jis', '名前,都市\n田中さん,東京に住んでいます。カタカナも読めます。', '| 田中さん | 東京に住んでいます。カタカナも読めます。 |'],
  ['latin1', 'prénom;ville\nHélène;Orléans, près de la forêt', '| Hélène | Orléans, près de la forêt |'],
])('text in %s', async (encoding, content, row) => {
  expect(await text(encode(content, encoding))).toContain(row)
})

test('a file of more rows than are read says so', async () => {
  const { warnings, text: read } = await readAll(readCsv(Buffer.from('a,b\n'.repeat(sheetLimits.rows + 1))))
  expect(warnings).toEqual([`Only the first ${sheetLimits.rows} rows of this file were read; split it and upload the parts`])
  expect(read.split('\n')).toHaveLength(sheetLimits.rows)
})

test.each([
  ['one endless row', 'a,'.repeat(1_000_000), ','],
  ['a million rows without a delimiter', 'a\n'.repeat(1_000_000), ';'],
  ['a million quotes that nobody closes', '"a,'.repeat(1_000_000), ','],
  ['a million quotes in one cell', `"${'""'.repeat(1_000_000)}`, ','],
])('%s takes no time', (_name, content, delimiter) => {
  let cells = 0
  for (const row of csvRows(content, delimiter)) cells += row.length
  expect(cells).toBeGreaterThan(0)
})
