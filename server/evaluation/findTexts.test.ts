import { expect, test } from 'vitest'
import { type Block, findTexts, squeezed } from '@/server/evaluation/findTexts'

async function* blocksOf(text: string, length: number): AsyncGenerator<Block> {
  for (let start = 0; start < text.length; start += length) yield { start, text: text.slice(start, start + length) }
}

/** What stands at the places that are found in a document of blocks of so many characters. */
async function found(document: string, texts: readonly string[], length = 10): Promise<(string | null)[]> {
  return (await findTexts(blocksOf(document, length), texts)).map((place) => place && document.slice(place.start, place.end))
}

const document = 'The otter sleeps afloat.\n\nIt eats   fish.\nBadgers dig.'

test.each([1, 2, 7, 1_000])('texts are found across blocks of %i characters', async (length) => {
  expect(await found(document, ['sleeps afloat. It eats', 'Badgers dig.', document], length)).toEqual(['sleeps afloat.\n\nIt eats', 'Badgers dig.', document])
})

test('letter case and white space do not count, and the place is that of the document', async () => {
  expect(await found(document, ['IT EATS FISH', ' otter\n'])).toEqual(['It eats   fish', 'otter'])
})

test('Chinese is found in either script, broken into lines or not', async () => {
  const chinese = '水獺在夜裡修築\n水壩，用樹枝和泥。'
  expect(await found(chinese, ['水獭在夜里修筑水坝', '用树枝和泥。'], 4)).toEqual(['水獺在夜裡修築\n水壩', '用樹枝和泥。'])
})

test('a ligature belongs to the place whole', async () => {
  expect(await found('an oﬃce', ['offi'])).toEqual(['oﬃ'])
})

test('the first of several places is taken', async () => {
  expect(await findTexts(blocksOf('dig dig dig', 4), ['dig'])).toEqual([{ start: 0, end: 3 }])
})

test('what is not there, or says nothing, has no place', async () => {
  expect(await found(document, ['zebra', ' \n', '', 'otter'])).toEqual([null, null, null, 'otter'])
  expect(await found('', ['otter'])).toEqual([null])
})

test('two ways to write a text down are the same text', () => {
  expect(squeezed('Ｔｈｅ  Éclair\n臺灣')).toBe(squeezed('the eclair 台湾'))
  expect(squeezed('the otter')).not.toBe(squeezed('the badger'))
})
