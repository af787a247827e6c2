import { describe, expect, test } from 'vitest'
import { quantitiesIn, saysQuantity, wideNumber } from '@/server/chat/support/quantities'
import { supportOf } from '@/server/chat/support/support'
import { chosen, held, type LabelledClaims } from '@/server/testing/labelledClaims'

const otters = { ordinal: 1, title: 'otters.md', text: 'The otter lives along rivers. It eats about a kilogram of fish every day, mostly trout.' }
const beavers = { ordinal: 2, title: 'beavers.md', text: 'The beaver builds dams of branches and mud. It eats the bark of willows.' }

const verdictsOn = async (answer: string, ...sources: Parameters<typeof supportOf>[1]) => (await supportOf(answer, sources)).map(({ supported }) => supported)

describe('a sentence', () => {
  test('is held against the sources that it names', async () => {
    expect(await supportOf('The beaver builds dams of branches [2]. The beaver builds dams of branches [1].', [otters, beavers])).toMatchObject([
      { start: 0, end: 39, supported: true, ordinal: 2 },
      { start: 40, end: 79, supported: false, ordinal: null },
    ])
  })

  test('without a marker is held against all, and one with several against what they say together', async () => {
    expect(await verdictsOn('The beaver builds dams. The otter eats trout and the beaver eats the bark of willows [1][2].', otters, beavers)).toEqual([true, true])
  })

  test('may name what the title of its source names', async () => {
    const report = { ordinal: 1, title: 'Lune valley report.pdf', text: 'Otters have come back and breed in three places.' }
    expect(await verdictsOn('Otters breed again in three places of the Lune valley [1].', report)).toEqual([true])
  })

  test.each([
    ['a number that no source has', 'The otter eats about a kilogram of fish every day for 12 years [1].'],
    ['a name that no source has', 'The otter eats fish every day, mostly trout from Scotland [1].'],
    ['a unit that is another', 'It eats about a gram of fish every day, mostly 1 gram of trout [1].'],
    ['what is denied', 'The otter does not eat fish every day [1].'],
    ['what nobody says', 'This was made up [1].'],
  ])('is not supported with %s', async (_name, answer) => {
    expect(await verdictsOn(answer, otters)).toEqual([false])
  })

  test('of nothing that can be compared gets no verdict', async () => {
    expect(await verdictsOn('t0 t1 t2 t3.', otters)).toEqual([])
  })

  test('in another language than its source is judged by its numbers alone', async () => {
    const chinese = { ordinal: 1, title: 'notes.md', text: '水獭每天吃大约一公斤的鱼，寿命约为10年。' }
    expect(await verdictsOn('Otters live for 10 years [1]. Otters live for 25 years [1].', chinese)).toEqual([false])
  })
})

describe('quantities', () => {
  test.each([
    ['50,000 hairs', '5万根毛'],
    ['12 May 1904', '1904年5月12日'],
    ['about 3.7 million people', '3,689,000 people'],
    ['two weeks', '14 days'],
    ['一万二千件', '12,000 items'],
    ['百分之八十', '80%'],
    ['8.4 km', '8,400 metres'],
    ['半小时', '30 minutes'],
  ])('%s are said by "%s"', (claim, source) => {
    const said = quantitiesIn(source, { isStrict: false })
    expect(quantitiesIn(claim, { isStrict: true }).filter((quantity) => !saysQuantity(said, quantity))).toEqual([])
  })

  test.each([
    ['3.7 million people', '3,689,000 people'],
    ['12 kg', '12 grams'],
    ['五个小时', '五个工作日'],
    ['230里', '三百二十里'],
  ])('%s are not said by "%s"', (claim, source) => {
    const said = quantitiesIn(source, { isStrict: false })
    expect(quantitiesIn(claim, { isStrict: true }).some((quantity) => !saysQuantity(said, quantity))).toBe(true)
  })

  test.each([
    ['三百二十', 320],
    ['一万二千', 12_000],
    ['十', 10],
    ['二〇二三', 2_023],
    ['一亿五千万', 150_000_000],
    ['万', null],
  ])('%s is %s', (numeral, value) => {
    expect(wideNumber(numeral)).toBe(value)
  })
})

/** How often "unsupported" is right, and how many of the unsupported sentences are found. */
async function measure(sets: readonly LabelledClaims[]): Promise<{ precision: number; recall: number }> {
  const judged = await Promise.all(
    sets.flatMap(({ source, supported, unsupported }) =>
      [...supported.map((claim) => ({ claim, label: true })), ...unsupported.map((claim) => ({ claim, label: false }))].map(async ({ claim, label }) => ({
        label,
        found: (await verdictsOn(`${claim} [1]`, { ordinal: 1, title: '', text: source }))[0] ?? expect.fail(`"${claim}" was not checked`),
      })),
    ),
  )
  const flagged = judged.filter(({ found }) => !found)
  const right = flagged.filter(({ label }) => !label)
  return { precision: right.length / flagged.length, recall: right.length / judged.filter(({ label }) => !label).length }
}

// Measured: chosen 1.00 and 0.98, held 1.00 and 0.91 (0.97 and 0.91 when they were first looked at); see docs/benchmarks.md.
test.each([
  ['that the thresholds were chosen on', chosen, 0.97, 0.95],
  ['that were held back', held, 0.95, 0.9],
])('of the labelled sentences %s, those without support are found', async (_name, sets, minPrecision, minRecall) => {
  const { precision, recall } = await measure(sets)
  expect(precision).toBeGreaterThanOrEqual(minPrecision)
  expect(recall).toBeGreaterThanOrEqual(minRecall)
})
