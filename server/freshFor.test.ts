import { afterEach, expect, test, vi } from 'vitest'
import { freshFor } from '@/server/freshFor'

afterEach(() => vi.useRealTimers())

function counted(ms = 1_000) {
  const reads: PromiseWithResolvers<number>[] = []
  const fresh = freshFor(ms, () => {
    const read = Promise.withResolvers<number>()
    reads.push(read)
    return read.promise
  })
  return { fresh, reads }
}

test('one reading serves all who ask during it, and for as long as it is fresh', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { fresh, reads } = counted()
  const asked = [fresh.get(), fresh.get()]
  reads[0]?.resolve(1)
  expect(await Promise.all([...asked, fresh.get()])).toEqual([1, 1, 1])
  expect(reads).toHaveLength(1)
  vi.setSystemTime(Date.now() + 1_001)
  void fresh.get()
  expect(reads).toHaveLength(2)
})

test('after a reading that failed the next one tries again', async () => {
  const { fresh, reads } = counted()
  const failing = fresh.get()
  reads[0]?.reject(new Error('away'))
  await expect(failing).rejects.toThrow('away')
  const next = fresh.get()
  reads[1]?.resolve(2)
  expect(await next).toBe(2)
})

test('a reading that was forgotten while it ran is not what was read last', async () => {
  const { fresh, reads } = counted()
  const old = fresh.get()
  fresh.forget()
  const now = fresh.get()
  reads[1]?.resolve(2)
  await now
  reads[0]?.resolve(1)
  await old
  expect(fresh.latest()).toBe(2)
  expect(await fresh.get()).toBe(2)
})
