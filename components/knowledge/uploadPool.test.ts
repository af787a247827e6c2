import { expect, test } from 'vitest'
import { checkFile, emptyPool, nextUploads, type Sendable, step, type UploadEvent, type UploadPool } from '@/components/knowledge/uploadPool'

const base = 'base'
const maxBytes = 1_000

const after = (...events: UploadEvent<Sendable>[]): UploadPool<Sendable> =>
  events.reduce<UploadPool<Sendable>>((pool, event) => step(pool, event), emptyPool)

const added = (...names: string[]): UploadEvent<Sendable> => ({
  type: 'added',
  knowledgeBaseId: base,
  files: names.map((name) => ({ id: name, file: { name, size: 10 } })),
  maxBytes,
})
const started = (id: string): UploadEvent<Sendable> => ({ type: 'started', id })
const arrived = (id: string): UploadEvent<Sendable> => ({ type: 'arrived', id, isKnown: false })
const failed = (id: string): UploadEvent<Sendable> => ({ type: 'failed', id, failure: { reason: 'offline', message: '' } })

const next = (pool: UploadPool<Sendable>): string[] => nextUploads(pool).map((upload) => upload.id)

test('three files are sent at once, in the order in which they were added', () => {
  const pool = after(added('a.pdf', 'b.pdf', 'c.pdf', 'd.pdf', 'e.pdf'))
  expect(next(pool)).toEqual(['a.pdf', 'b.pdf', 'c.pdf'])
  expect(next(after(added('a.pdf', 'b.pdf', 'c.pdf', 'd.pdf'), started('a.pdf'), started('b.pdf'), started('c.pdf')))).toEqual([])
})

test('a file that fails frees its place for the next and stays to be seen', () => {
  const pool = after(added('a.pdf', 'b.pdf', 'c.pdf', 'd.pdf'), started('a.pdf'), started('b.pdf'), started('c.pdf'), failed('b.pdf'))
  expect(next(pool)).toEqual(['d.pdf'])
  expect(pool.uploads.find((upload) => upload.id === 'b.pdf')).toMatchObject({ state: 'failed', failure: { reason: 'offline' } })
})

test('a failed file is sent again when asked for, from its beginning', () => {
  const pool = after(
    added('a.pdf'),
    started('a.pdf'),
    { type: 'progressed', id: 'a.pdf', sent: 5 },
    failed('a.pdf'),
    { type: 'retried', id: 'a.pdf' },
  )
  expect(next(pool)).toEqual(['a.pdf'])
  expect(pool.uploads[0]).toMatchObject({ state: 'waiting', sent: 0, failure: null })
})

test('a file that the server cannot take yet keeps its place until it is sent again', () => {
  const held = after(added('a.pdf', 'b.pdf', 'c.pdf', 'd.pdf'), started('a.pdf'), started('b.pdf'), started('c.pdf'), { type: 'progressed', id: 'a.pdf', sent: 5 }, { type: 'held', id: 'a.pdf' })
  expect(next(held)).toEqual([])
  expect(held.uploads[0]).toMatchObject({ state: 'sending', sent: 0, isHeld: true })
  expect(step(held, { type: 'progressed', id: 'a.pdf', sent: 5 }).uploads[0]).toMatchObject({ sent: 5, isHeld: false })
})

test('a file that arrived leaves and is counted until the pool is idle', () => {
  const pool = after(added('a.pdf', 'b.pdf'), started('a.pdf'), arrived('a.pdf'))
  expect(pool.uploads.map((upload) => upload.id)).toEqual(['b.pdf'])
  expect(pool.done[base]).toBe(1)
  const later = [arrived('b.pdf'), added('c.pdf')].reduce((before, event) => step(before, event), pool)
  expect(later.done[base]).toBe(0)
})

test('the news of a dismissed file change nothing', () => {
  const pool = after(added('a.pdf', 'b.pdf'), started('a.pdf'), { type: 'dismissed', id: 'a.pdf' })
  expect(step(pool, arrived('a.pdf'))).toEqual(pool)
  expect(step(pool, { type: 'progressed', id: 'a.pdf', sent: 9 })).toEqual(pool)
})

test('a file that cannot be accepted is refused before a byte is sent', () => {
  const pool = after(added('photo.png', 'a.pdf'))
  expect(next(pool)).toEqual(['a.pdf'])
  expect(pool.uploads[0]).toMatchObject({ state: 'failed', failure: { reason: 'unsupported' } })
})

test.each([
  ['report.PDF', 10, null],
  ['notes.md', maxBytes, null],
  ['photo.png', 10, 'unsupported'],
  ['no extension', 10, 'unsupported'],
  ['empty.txt', 0, 'empty'],
  ['large.pdf', maxBytes + 1, 'tooLarge'],
])('%s of %i bytes: %s', (name, size, reason) => {
  expect(checkFile({ name, size }, maxBytes)?.reason ?? null).toBe(reason)
})

test('files that were there already are counted until somebody has read it, or sends more', () => {
  const known = after(added('a.pdf', 'b.pdf'), started('a.pdf'), started('b.pdf'), { type: 'arrived', id: 'a.pdf', isKnown: true }, arrived('b.pdf'))
  expect([known.done, known.known]).toEqual([{ [base]: 2 }, { [base]: 1 }])
  expect(step(known, { type: 'knownDismissed', knowledgeBaseId: base }).known).toEqual({ [base]: 0 })
  expect(step(known, added('c.pdf')).known).toEqual({ [base]: 0 })
})
