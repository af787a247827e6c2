// kill -9 while documents are read, a restart on the same port and data, and the state is right.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { query } from '@/e2e/api'
import { postRoad, tramway } from '@/e2e/facts'
import { expect, mortalTest as test } from '@/e2e/test'
import { longPdf } from '@/server/testing/fixtures'

/** A job is taken from a worker that was silent for fifteen seconds; and the time to do it again. */
const leaseTimeout = 60_000

const files = [tramway.file, postRoad.file, ...[1, 2, 3].map((number) => ({ name: `Volume ${number}.pdf`, bytes: longPdf(40 + number) }))]
const names = files.map(({ name }) => name)

const documentsSchema = z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), chunkCount: z.int() })) })
const chunksSchema = z.array(z.object({ text: z.string() }))
const retrievalSchema = z.object({ candidateCount: z.int(), hits: z.array(z.object({ documentName: z.string(), index: z.int() })) })

/** Read from the database, because the server is dead. */
function unfinishedIn(dataDir: string): number {
  const database = new DatabaseSync(join(dataDir, 'parley.db'), { readOnly: true })
  const rows = database.prepare(`SELECT id FROM "IndexedDocument" WHERE state IN ('queued', 'parsing', 'embedding')`).all()
  database.close()
  return rows.length
}

test('C80 a kill while documents are read loses nothing and doubles nothing', async ({ page, parley, account, knowledge }) => {
  test.setTimeout(180_000)
  await account.signUp()
  const killed = await knowledge.create('Killed')
  await knowledge.upload(files)
  await expect(knowledge.rows).toHaveCount(files.length)
  await expect(knowledge.rows.filter({ hasText: /Reading|Indexing/ }).first()).toBeVisible()
  await parley.kill('SIGKILL')
  expect(unfinishedIn(parley.dataDir), 'documents that the kill interrupted').toBeGreaterThan(0)
  await parley.restart()
  await page.reload()
  await knowledge.expectReady(names, leaseTimeout)
  await expect(knowledge.rows).toHaveCount(files.length)

  // The same files where nobody kills anything: what they come to is what the killed base must hold.
  const undisturbed = await knowledge.create('Undisturbed')
  await knowledge.upload(files)
  await knowledge.expectReady(names, leaseTimeout)
  expect(await contentsOf(killed)).toEqual(await contentsOf(undisturbed))

  async function contentsOf(path: string) {
    const knowledgeBaseId = path.split('/').at(-1)
    const { items: documents } = await query(page, 'documents.list', { knowledgeBaseId }, documentsSchema)
    const texts = await Promise.all(documents.map(async ({ id, name }) => [name, await query(page, 'chunks.list', { documentId: id, limit: 200 }, chunksSchema)] as const))
    const counts = documents.map(({ name, chunkCount }) => [name, chunkCount] as const)
    const question = { question: tramway.question, knowledgeBaseIds: [knowledgeBaseId], settings: { limit: 50 } }
    const found = await query(page, 'retrieval.search', question, retrievalSchema)
    const hits = new Set(found.hits.map(({ documentName, index }) => `${documentName} ${index}`))
    expect(hits.size, 'no passage is found twice').toBe(found.hits.length)
    return { texts: Object.fromEntries(texts), counts: Object.fromEntries(counts), candidateCount: found.candidateCount }
  }
})
