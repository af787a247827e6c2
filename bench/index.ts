// How fast documents become searchable, from the stored file on, beside LanceDB called directly and the splitters and stores of others:
//   npm run bench:index -- [--million] [SIZE...]        (chunks; the texts are made in code, half English, half Chinese)
import '@/bench/temporary'
import { type GeneratedPassage, generatedDocument, passagesPerDocument } from '@/bench/corpus'
import { createActor } from '@/bench/knowledgeBase'
import { rounded } from '@/bench/metrics'
import { endPart, type Figures, megabytesOf, runPart, sizesOf, temporaryFolder } from '@/bench/part'
import { lanceDirect } from '@/bench/peers/lanceDirect'
import { installPeers, loadPeer, type Peer, peerFiles } from '@/bench/peers/peer'
import { migrate } from '@/scripts/migrate'
import { config } from '@/server/config'
import { db } from '@/server/database'
import * as documents from '@/server/documents/service'
import { saveFile } from '@/server/files/store'
import { ingest } from '@/server/ingestion/ingest'
import { purge } from '@/server/ingestion/purge'
import { startWorker } from '@/server/jobs/worker'
import * as knowledge from '@/server/knowledge/service'
import { builtinDimensions, embedText } from '@/server/models/providers/builtin/embed'
import { builtinEmbeddingModelId } from '@/server/models/schema'
import { vectors } from '@/server/vectors/store'

const space = { model: builtinEmbeddingModelId, dimensions: builtinDimensions }
const lookEveryMs = 100

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

/** Documents are uploaded, then the clock runs while the worker reads them as it always does; then while what is left is tidied. */
async function indexOurs(size: number): Promise<Figures> {
  await migrate(config.databaseUrl)
  const actor = await createActor()
  const { id: knowledgeBaseId } = await knowledge.create(actor, { name: 'bench' }, space)
  const documentCount = Math.ceil(size / passagesPerDocument)
  for (let at = 0; at < documentCount; at += 1) {
    const file = await saveFile(once(generatedDocument(at)), { maxBytes: 50_000_000 })
    await documents.create(actor, { knowledgeBaseId, name: `${at}.txt`, mediaType: 'text/plain', file })
  }
  const startedAt = performance.now()
  const cpuBefore = process.cpuUsage()
  const worker = startWorker({ ingest, purge })
  while ((await db.indexedDocument.count({ where: { state: 'ready' } })) < documentCount) await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  const ms = performance.now() - startedAt
  const { user, system } = process.cpuUsage(cpuBefore)
  await worker.stop()
  const tidiedAt = performance.now()
  await (await vectors()).optimize(space)
  const chunks = await db.chunk.count()
  return { chunks, chunksPerSecond: rounded((chunks / ms) * 1_000, 0), cpuMsPerChunk: rounded((user + system) / 1_000 / chunks, 2), tidyMs: rounded(performance.now() - tidiedAt, 0), diskMb: megabytesOf(config.dataDir) }
}

async function* peerPassages(peer: Peer, size: number): AsyncGenerator<GeneratedPassage & { id: string }> {
  for (let at = 0; at < Math.ceil(size / passagesPerDocument); at += 1) {
    for (const [place, text] of (await peer.split(generatedDocument(at))).entries()) yield { id: `${at} ${place}`, title: '', text }
  }
}

async function indexPeer(peer: Peer, size: number): Promise<Figures> {
  const startedAt = performance.now()
  const passages = []
  for await (const passage of peerPassages(peer, size)) passages.push(passage)
  await peer.open(passages, { depth: 10, embed: (text) => [...embedText(text)] })
  return { chunks: passages.length, chunksPerSecond: rounded((passages.length / (performance.now() - startedAt)) * 1_000, 0) }
}

async function part([system = '', size = '']: readonly string[]): Promise<never> {
  if (system === 'parley') return endPart(await indexOurs(Number(size)))
  const file = peerFiles.find((name) => name === system)
  return endPart(await indexPeer(file === undefined ? lanceDirect : await loadPeer(file), Number(size)))
}

/** A peer that would take longer for a size, by its rate at the size before, is left out of it. */
const patienceSeconds = 600

/** The figures of every system for a size, and one JSON line. Returns the rates of the peers, in chunks a second. */
async function run(size: number, peers: readonly string[], ratesBefore: Readonly<Record<string, number>>): Promise<Record<string, number>> {
  const peerFigures: Record<string, Figures> = {}
  const ours = await runPart('bench/index.ts', ['parley', size], temporaryFolder())
  process.stdout.write(`\n${size} chunks\n  ${'Parley'.padEnd(18)} ${JSON.stringify(ours)}\n`)
  for (const peer of peers) {
    const seconds = size / (ratesBefore[peer] ?? size)
    if (seconds > patienceSeconds) {
      process.stdout.write(`  ${peer.padEnd(18)} left out: it would take some ${Math.round(seconds / 60)} minutes\n`)
      continue
    }
    const figures = await runPart('bench/index.ts', [peer, size], temporaryFolder())
    process.stdout.write(`  ${peer.padEnd(18)} ${JSON.stringify(figures)}\n`)
    if (figures !== undefined) peerFigures[peer] = figures
  }
  const rates = Object.fromEntries(Object.entries(peerFigures).map(([peer, { chunksPerSecond = 0 }]) => [peer, chunksPerSecond]))
  process.stdout.write(`${JSON.stringify({ size, ...ours, peersChunksPerSecond: rates })}\n`)
  return { ...ratesBefore, ...rates }
}

const args = process.argv.slice(2)
if (args[0] === '--part') await part(args.slice(1))
const peers = ['lanceDirect', ...(installPeers() ? peerFiles : [])]
// In-memory peers take a million only with more memory than most machines have.
let rates: Record<string, number> = {}
for (const size of sizesOf(args)) rates = await run(size, size > 100_000 ? ['lanceDirect'] : peers, rates)
process.exit(0)
