import { expect, test } from 'vitest'
import { cut } from '@/server/testing/chunks'

const rows = async (text: string) => (await cut('table', text)).chunks.map((chunk) => [chunk.text, chunk.context])

test('a row is a chunk under its header row, which is in the first', async () => {
  expect(await rows('# Prices\n\n| Ticket | Price |\n|---|---|\n| adult | 4.50 |\n| child | 2.25 |\n| dog | 1.00 |\n\nPrices of 1893.')).toEqual([
    ['# Prices\n\n| Ticket | Price |\n|---|---|\n| adult | 4.50 |', ''],
    ['| child | 2.25 |', '| Ticket | Price |'],
    ['| dog | 1.00 |', '| Ticket | Price |'],
    ['Prices of 1893.', ''],
  ])
})

test('an empty line ends a table, and the next has its own header', async () => {
  expect(await rows('| 驿站 | 里程 |\n| 松溪镇 | 0 |\n| 白鹭滩 | 56 |\n\n| 人 | 马 |\n| 阿墨 | 3 |\n| 陆怀远 | 1 |')).toEqual([
    ['| 驿站 | 里程 |\n| 松溪镇 | 0 |', ''],
    ['| 白鹭滩 | 56 |', '| 驿站 | 里程 |'],
    ['| 人 | 马 |\n| 阿墨 | 3 |', ''],
    ['| 陆怀远 | 1 |', '| 人 | 马 |'],
  ])
})

test('columns may be parted by tabs', async () => {
  expect(await rows('name\tage\nAda\t36\nMaud\t41')).toEqual([
    ['name\tage\nAda\t36', ''],
    ['Maud\t41', 'name\tage'],
  ])
})

test('a first row of numbers is no header, and years may name columns', async () => {
  expect(await rows('| 3d-cube | 25 | 2.20x |\n| bitops | 2 | 25.47x |')).toEqual([
    ['| 3d-cube | 25 | 2.20x |', ''],
    ['| bitops | 2 | 25.47x |', ''],
  ])
  expect((await rows('| Island | 2019 | 2020 |\n| Osmere | 1 | 2 |\n| 青榆岛 | 3 | 4 |')).at(-1)).toEqual(['| 青榆岛 | 3 | 4 |', '| Island | 2019 | 2020 |'])
})

test('a row that is too long is cut, and all of it stands under the header', async () => {
  const chunks = await rows(`| name | story |\n| Ada | short |\n| Maud | ${'She went to sea. '.repeat(200)} |`)
  expect(chunks.length).toBeGreaterThan(3)
  expect(chunks.slice(1).every(([, context]) => context === '| name | story |')).toBe(true)
})

test('a text without a table is general text, and its owner is told', async () => {
  expect((await cut('table', 'Only words.')).warnings).toEqual(['No tables were found in this file, so it was cut as general text'])
})
