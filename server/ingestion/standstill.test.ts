import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { unlessStill } from '@/server/ingestion/standstill'

const never = new AbortController().signal
const reason = () => new Error('nothing moved')

test('work that moves is left alone, however long it takes', async () => {
  const work = async (_signal: AbortSignal, moved: () => void) => {
    for (let step = 0; step < 20; step += 1) {
      await pause(20)
      moved()
    }
    return 'whole'
  }
  expect(await unlessStill(work, { signal: never, afterMs: 200, reason })).toBe('whole')
})

test('work that stands still is told to stop, with the reason', async () => {
  const work = (signal: AbortSignal) => new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  await expect(unlessStill(work, { signal: never, afterMs: 10, reason })).rejects.toThrow('nothing moved')
})

test('work that does not listen is left behind', async () => {
  const work = () => new Promise<never>(() => {})
  await expect(unlessStill(work, { signal: never, afterMs: 10, graceMs: 10, reason })).rejects.toThrow('nothing moved')
})

test('the signal from outside reaches the work, and its reason stays', async () => {
  const outside = new AbortController()
  const work = (signal: AbortSignal) => new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  const ended = unlessStill(work, { signal: outside.signal, afterMs: 60_000, reason })
  outside.abort(new Error('cancelled'))
  await expect(ended).rejects.toThrow('cancelled')
})
