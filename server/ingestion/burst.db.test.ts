import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/server/database'
import { ingest } from '@/server/ingestion/ingest'
import { purge } from '@/server/ingestion/purge'
import { startWorker } from '@/server/jobs/worker'
import { addDocument, createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { parserProcesses } from '@/server/testing/processes'
import { vectors } from '@/server/vectors/store'

const fileCount = 16
let worker: ReturnType<typeof startWorker> | undefined
beforeEach(() => db.job.deleteMany())
afterEach(() => worker?.stop())
afterAll(async () => (await vectors()).close())

test('many files at once are worked through two by two, and the single file of another person is next', async () => {
  const [many, single] = [await createPerson(), await createPerson()]
  const [manyBase, singleBase] = [await createBase(many), await createBase(single)]
  for (let number = 0; number < fileCount; number += 1) await addDocument(many, manyBase, `# Watch ${number}\n\nThe heron stands still.`, `${number}.md`)
  const readyCount = (ownerId: string) => db.indexedDocument.count({ where: { ownerId, state: 'ready' } })

  const counts: number[] = []
  const watch = setInterval(() => counts.push(parserProcesses().length), 5)
  worker = startWorker({ ingest, purge })
  await vi.waitFor(async () => expect(await readyCount(many.userId)).toBeGreaterThan(2), { timeout: 20_000 })
  await addDocument(single, singleBase, 'An otter swims.', 'otter.md')
  const readyBefore = await readyCount(many.userId)
  await vi.waitFor(async () => expect(await readyCount(single.userId)).toBe(1), { timeout: 20_000, interval: 5 })
  // The two that ran when it came, one that was taken beside it, and one that ended while this was asked.
  expect((await readyCount(many.userId)) - readyBefore).toBeLessThanOrEqual(4)

  await vi.waitFor(async () => expect(await readyCount(many.userId)).toBe(fileCount), { timeout: 80_000 })
  clearInterval(watch)
  expect(Math.max(...counts)).toBeLessThanOrEqual(2)
}, 120_000)
