import { expect, test } from 'vitest'
import { jsonEntries } from '@/server/exchange/jsonEntries'

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size)
}

const tooLong = (entry: number): never => {
  throw new Error(`entry ${entry}`)
}

async function entriesOf(text: string, size = 3, max = 1_000): Promise<{ entries: unknown[]; isWhole: boolean }> {
  const reading = jsonEntries(pieces(text, size), max, tooLong)
  const entries: unknown[] = []
  for (;;) {
    const next = await reading.next()
    if (next.done === true) return { entries, isWhole: next.value }
    entries.push(JSON.parse(next.value))
  }
}

const objects = [{ a: 'x]}"\\', b: [1, { c: {} }] }, {}, { 深: '太阳能' }]

test.each([1, 2, 3, 7, 1_000])('the objects of a list, in pieces of %d', async (size) => {
  expect(await entriesOf(JSON.stringify(objects, null, 1), size)).toEqual({ entries: objects, isWhole: true })
})

test.each([1, 2, 3, 7, 1_000])('the objects of the list in the field conversations, in pieces of %d', async (size) => {
  const text = JSON.stringify({ other: [{ no: 1 }], nested: { conversations: [{ no: 2 }] }, conversations: objects, after: [{ no: 3 }] })
  expect(await entriesOf(text, size)).toEqual({ entries: objects, isWhole: true })
})

test('a file that ends in the middle is not whole', async () => {
  expect(await entriesOf('[{"a":1},{"b"')).toEqual({ entries: [{ a: 1 }], isWhole: false })
  expect(await entriesOf('{"a":1}')).toEqual({ entries: [], isWhole: false })
  expect(await entriesOf('hello')).toEqual({ entries: [], isWhole: false })
})

test('the name of a field takes no memory, however long it is', async () => {
  const part = 'a'.repeat(1_000_000)
  async function* endless(): AsyncGenerator<string> {
    yield '{"'
    for (let count = 0; count < 8; count += 1) yield part
    grown = process.memoryUsage().heapUsed - before
  }
  let grown = Number.POSITIVE_INFINITY
  const before = process.memoryUsage().heapUsed
  expect(await jsonEntries(endless(), 1_000, tooLong).next()).toEqual({ done: true, value: false })
  expect(grown).toBeLessThan(100_000_000)
})

test('an entry that is too long is refused by its number', async () => {
  await expect(entriesOf(`[{"a":1},{"b":"${'x'.repeat(2_000)}"}]`)).rejects.toThrow('entry 2')
})
