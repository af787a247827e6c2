import { encode } from 'iconv-lite'
import { expect, test } from 'vitest'
import { readJson } from '@/server/ingestion/parser/json'
import { readAll } from '@/server/testing/readings'

const read = (content: string | Uint8Array) => readAll(readJson(Buffer.from(content)))

test.each([
  ['[{"name":"Ann","age":41},{"name":"Bob","tags":["a","b"],"age":null}]', '| name | age | tags |\n| Ann | 41 |  |\n| Bob |  | a, b |'],
  ['{"name":"Ann","ok":true}\n{"name":"Bob","ok":false}\n', '| name | ok |\n| Ann | true |\n| Bob | false |'],
  ['[{"name":"Ann","home":{"city":"Osmere","at":[{"x":1},{"x":2}]}},{"name":"Bob","home":{}}]', 'name: Ann\nhome.city: Osmere\nhome.at[0].x: 1\nhome.at[1].x: 2\n\nname: Bob'],
  ['{"total":2,"items":[{"id":1},{"id":2}]}', 'total: 2\n\nitems:\n\n| id |\n| 1 |\n| 2 |'],
  ['{"a":{"b":[1,"x"]}}', '{\n  "a": {\n    "b": [\n      1,\n      "x"\n    ]\n  }\n}'],
  ['{\n "a": 1.50\n}', '{\n "a": 1.50\n}'],
  ['{"text":"\\u6d77\\u5824"}', '{\n  "text": "海堤"\n}'],
  ['[1,2]', '[\n  1,\n  2\n]'],
  ['[{"id":12345678901234567890,"n":1234567890.1234567},{"id":2,"n":1}]', '| id | n |\n| 12345678901234567890 | 1234567890.1234567 |\n| 2 | 1 |'],
  ['[{"__proto__":1,"constructor":2},{"__proto__":3,"constructor":4}]', '| __proto__ | constructor |\n| 1 | 2 |\n| 3 | 4 |'],
])('%s', async (source, expected) => {
  const { text, warnings } = await read(source)
  expect(text).toBe(expected)
  expect(warnings).toEqual([])
})

test('records with long texts are read field by field', async () => {
  const long = 'many words '.repeat(40).trim()
  expect((await read(JSON.stringify([{ title: 'A', text: long }, { title: 'B', text: 'short' }]))).text).toBe(`title: A\ntext: ${long}\n\ntitle: B\ntext: short`)
})

test.each(['{"a": 1,}', '// a comment\n{"a": 1}', '{"a": 1}\n{"a": '])('%j, which is not JSON, is read as it is, and said', async (source) => {
  expect(await read(source)).toMatchObject({ text: source, warnings: ['This file could not be understood as JSON and was read as plain text'] })
})

test('a hundred thousand lists in each other are read as the text they are', async () => {
  const source = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`
  expect((await read(source)).text).toBe(source)
})

test.each(['utf8', 'gb18030', 'utf16le', 'utf16be'])('Chinese in %s', async (encoding) => {
  const records = Array.from({ length: 10 }, () => ({ 名称: '青榆岛的海堤', 说明: '由当地渔民用玄武岩砌成，每年农历三月举行护堤节。' }))
  const source = JSON.stringify(records)
  expect((await read(encode(source, encoding, { addBOM: encoding.startsWith('utf16') }))).text).toContain('| 名称 | 说明 |\n| 青榆岛的海堤 | 由当地渔民')
})

test.each([
  ['shift_jis', '[{"名前":"田中さん","町":"東京に住んでいます。カタカナも読めます。"},{"名前":"山田さん","町":"京都"}]', '| 田中さん | 東京に住んでいます。カタカナも読めます。 |'],
  ['latin1', '[{"nom":"Hélène","ville":"près de la forêt"},{"nom":"René","ville":"Orléans"}]', '| Hélène | près de la forêt |'],
])('text in %s', async (encoding, source, row) => {
  expect((await read(encode(source, encoding))).text).toContain(row)
})
