import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { isDue, Tidying } from '@/server/vectors/tidy/tidying'

describe('isDue', () => {
  const clean = { indexed: 1_000, missing: 0, commits: 1, isAtRest: true }

  test.each([
    ['a few new rows at rest', {}, false],
    ['rows that searches feel, at rest', { missing: 500 }, true],
    ['as many in a large table', { indexed: 100_000, missing: 500 }, false],
    ['one in a hundred of a large table', { indexed: 100_000, missing: 1_000 }, true],
    ['2,000 rows in a table of any size', { indexed: 10_000_000, missing: 2_000 }, true],
    ['the same while more come', { indexed: 100_000, missing: 2_000, isAtRest: false }, false],
    ['a table that doubled while more come', { indexed: 100_000, missing: 100_000, isAtRest: false }, true],
    ['the first rows of a table while more come', { indexed: 0, missing: 3_000, isAtRest: false }, false],
    ['many files at rest', { commits: 50 }, true],
    ['many files while more come', { commits: 250, isAtRest: false }, true],
  ])('%s', (_, over, expected) => {
    expect(isDue({ ...clean, ...over })).toBe(expected)
  })
})

describe('Tidying', () => {
  const keepVersionsMs = 600_000
  let coverage: { indexed: number; missing: number }
  let passes: boolean[]
  let fails: boolean
  let tidying: Tidying

  beforeEach(() => {
    vi.useFakeTimers()
    passes = []
    fails = false
    coverage = { indexed: 0, missing: 0 }
    const tidy = async (_table: string, merges: boolean): Promise<void> => {
      passes.push(merges)
      if (fails) throw new Error('no memory')
      coverage = { indexed: coverage.indexed + coverage.missing, missing: 0 }
    }
    tidying = new Tidying({ look: () => Promise.resolve(coverage), tidy, keepVersionsMs })
  })
  afterEach(() => {
    tidying.stop()
    vi.useRealTimers()
  })

  async function commit(rows: number): Promise<void> {
    coverage.missing += rows
    tidying.noteCommit('table')
    await vi.advanceTimersByTimeAsync(1_000)
  }

  test('a small table is left alone', async () => {
    await commit(20)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(passes).toEqual([])
  })

  test('a table that comes to rest is tidied once, and once more when nobody reads the old files', async () => {
    await commit(600)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(passes).toEqual([true])
    await vi.advanceTimersByTimeAsync(keepVersionsMs)
    expect(passes).toEqual([true, true])
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(passes).toEqual([true, true])
  })

  test('a table that is filled is indexed each time it has doubled, and its files are left to its writers', async () => {
    for (let at = 0; at < 40; at += 1) await commit(1_000)
    expect(passes).not.toContain(true)
    expect(passes.length).toBeGreaterThan(2)
    expect(passes.length).toBeLessThan(6)
    await vi.advanceTimersByTimeAsync(keepVersionsMs + 10_000)
    expect(passes.at(-1)).toBe(true)
  })

  test('writes while it waits to remove old files are looked at in time', async () => {
    await commit(600)
    await vi.advanceTimersByTimeAsync(20_000)
    await commit(700)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(passes).toEqual([true, true])
  })

  test('a pass that fails is not tried again at once, and is tried again', async () => {
    fails = true
    await commit(600)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(passes).toEqual([true])
    fails = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect(passes).toEqual([true, true])
    expect(coverage.missing).toBe(0)
  })
})
