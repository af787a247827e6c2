import { expect, test } from 'vitest'
import { readDataset } from '@/bench/dataset'
import { createActor, fillBase } from '@/bench/knowledgeBase'
import { mean, ndcg } from '@/bench/metrics'
import { retrieve } from '@/server/retrieval/retrieve'

/** What bench/retrieval.ts found when this was written was 0.988 for both. */
test.each([
  ['handbook_en', 0.98],
  ['handbook_zh', 0.98],
])('questions to %s find their passages as well as before', async (name, floor) => {
  const { passages, queries, judgements } = readDataset(`bench/corpora/${name}`)
  const actor = await createActor()
  const base = await fillBase(actor, name, passages)
  const scores = []
  for (const { _id, text } of queries) {
    const { hits } = await retrieve(actor, { question: text, knowledgeBaseIds: [base.id], settings: { limit: 10 } })
    const found = hits.map((hit) => base.passageOf.get(hit.chunkId) ?? '')
    scores.push(ndcg(found, judgements.get(_id) ?? new Map<string, number>(), 10))
  }
  expect(mean(scores)).toBeGreaterThanOrEqual(floor)
})
