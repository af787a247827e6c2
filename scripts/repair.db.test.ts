import { afterAll, beforeEach, expect, test } from 'vitest'
import { repairNow } from '@/scripts/repair'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { endLeaseBy } from '@/server/jobs/lease'
import { startWorker } from '@/server/jobs/worker'
import { activeIndex } from '@/server/knowledge/indexes'
import { createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { upkeepChore } from '@/server/upkeep/chore'
import { nothing } from '@/server/upkeep/round'
import { inspect } from '@/server/upkeep/upkeep'
import { vectors } from '@/server/vectors/store'

beforeEach(async () => {
  await db.lease.deleteMany()
  const person = await createPerson()
  const { id: indexId, space } = await activeIndex(person, await createBase(person))
  await (await vectors()).upsert(space, [{ id: newId(), indexId, documentId: newId(), version: 1, terms: 'stray', vector: null }])
  expect(await inspect()).toEqual({ ...nothing, vectors: 1 })
})
afterAll(async () => (await vectors()).close())

test('C131 where no Parley runs the doctor repairs by himself', async () => {
  expect(await repairNow()).toBe('removed 0 rows, 1 vectors, 0 files; counted 0 documents again')
  expect(await inspect()).toEqual(nothing)
})

test('beside a running Parley he asks it to', async () => {
  const idle = () => Promise.resolve()
  await endLeaseBy(upkeepChore.name, new Date(Date.now() + 86_400_000))
  const worker = startWorker({ ingest: idle, purge: idle }, [upkeepChore])
  await expect.poll(() => db.lease.count({ where: { name: 'worker', until: { gt: new Date() } } })).toBe(1)
  expect(await repairNow()).toBe('Parley runs, and repaired it')
  expect(await inspect()).toEqual(nothing)
  await worker.stop()
})
