// How well and how fast questions find their passages, beside other libraries on the same data in the same run:
//   npm run bench:retrieval -- FOLDER...        (bench/dataset.ts says what a folder holds; without one, our own small corpora)
import '@/bench/temporary'
import { readDataset, type Dataset } from '@/bench/dataset'
import { createActor, fillBase } from '@/bench/knowledgeBase'
import { mean, ndcg, percentile, recall, rounded } from '@/bench/metrics'
import { lanceDirect } from '@/bench/peers/lanceDirect'
import { installPeers, loadPeer, type Peer, peerFiles, type Search } from '@/bench/peers/peer'
import { migrate } from '@/scripts/migrate'
import type { Actor } from '@/server/auth/actor'
import { config } from '@/server/config'
import { embedText } from '@/server/models/providers/builtin/embed'
import { retrieve } from '@/server/retrieval/retrieve'

const depth = 10
/** Queries asked before the clock counts. */
const warmUp = 20
/** Some peers need minutes for thousands of questions: they get every so many-th. */
const peerQuestions = 500
const ownCorpora = ['bench/corpora/handbook_en', 'bench/corpora/handbook_zh']

async function measure({ queries, judgements }: Pick<Dataset, 'queries' | 'judgements'>, search: Search) {
  for (const query of queries.slice(0, warmUp)) await search(query.text)
  const results = []
  for (const query of queries) {
    const startedAt = performance.now()
    const found = await search(query.text)
    const ms = performance.now() - startedAt
    const relevant = judgements.get(query._id) ?? new Map<string, number>()
    results.push({ ms, ndcg: ndcg(found, relevant, depth), recall4: recall(found, relevant, 4), recall10: recall(found, relevant, depth) })
  }
  return {
    ndcg10: rounded(mean(results.map((result) => result.ndcg)), 4),
    recall4: rounded(mean(results.map((result) => result.recall4)), 4),
    recall10: rounded(mean(results.map((result) => result.recall10)), 4),
    p50Ms: rounded(percentile(results.map((result) => result.ms), 0.5), 2),
    p95Ms: rounded(percentile(results.map((result) => result.ms), 0.95), 2),
  }
}

type Figures = Awaited<ReturnType<typeof measure>>

function show(name: string, figures: Figures): void {
  process.stdout.write(`  ${name.padEnd(32)} nDCG@10 ${figures.ndcg10.toFixed(4)}  recall@4 ${figures.recall4.toFixed(4)}  recall@10 ${figures.recall10.toFixed(4)}  p50 ${figures.p50Ms} ms  p95 ${figures.p95Ms} ms\n`)
}

async function measurePeer(peer: Peer, { passages, queries, judgements }: Dataset): Promise<Figures> {
  const search = await peer.open(passages.map(({ _id: id, title, text }) => ({ id, title, text })), { depth, embed: (text) => [...embedText(text)] })
  const step = Math.ceil(queries.length / peerQuestions)
  return measure({ queries: queries.filter((_, at) => at % step === 0), judgements }, search)
}

async function run(actor: Actor, dataset: Dataset, peers: readonly Peer[]): Promise<void> {
  const base = await fillBase(actor, dataset.name, dataset.passages)
  const ours = await measure(dataset, async (question) => {
    // Some sets hold questions without a word.
    if (question.trim() === '') return []
    const { hits } = await retrieve(actor, { question: question.slice(0, 4_000), knowledgeBaseIds: [base.id], settings: { limit: depth } })
    return hits.map((hit) => base.passageOf.get(hit.chunkId) ?? '')
  })
  process.stdout.write(`\n${dataset.name}: ${dataset.passages.length} passages, ${dataset.queries.length} queries, indexed at ${rounded((dataset.passages.length / base.indexMs) * 1000, 0)} passages/s\n`)
  for (const peer of peers) show(peer.isVector ? `${peer.name}, our vectors` : peer.name, await measurePeer(peer, dataset))
  show('Parley', ours)
  const { ndcg10, recall4, recall10, p50Ms } = ours
  process.stdout.write(`${JSON.stringify({ set: dataset.name, ndcg10, recall4, recall10, p50Ms })}\n`)
}

const folders = process.argv.slice(2)
await migrate(config.databaseUrl)
const actor = await createActor()
const peers = [lanceDirect, ...(installPeers() ? await Promise.all(peerFiles.map(loadPeer)) : [])]
for (const folder of folders.length === 0 ? ownCorpora : folders) await run(actor, readDataset(folder), peers)
process.stdout.write(`\nmemory ${rounded(process.memoryUsage().rss / 1e6, 0)} MB\n`)
process.exit(0)
