import { expect, test } from 'vitest'
import { forgivingJson } from '@/server/dialects/forgivingJson'

test('a comma may stand before a closing bracket, and is kept in a text', () => {
  expect(forgivingJson('{"a": [1, 2, ], "b": "x,}\\",]",\n}')).toEqual({ a: [1, 2], b: 'x,}",]' })
  expect(() => forgivingJson('{"a": 1,, }')).toThrow(SyntaxError)
})

test('what is no JSON is refused at once, however long it is', () => {
  const begun = performance.now()
  for (const part of ['\\"', '"\\', '\\\n', ',\n', '"a', '[', ', ']) {
    for (const head of ['"', '{"a":"', '']) expect(() => forgivingJson(head + part.repeat(1_900_000 / part.length / 2))).toThrow(Error)
  }
  expect(performance.now() - begun).toBeLessThan(5_000)
})
