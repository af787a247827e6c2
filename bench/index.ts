// How fast documents become searchable, from the stored file on, beside LanceDB called directly and the splitters and stores of others:
//   npm run bench:index -- [--million] [SIZE...]        (chunks; the texts are made in code, half English, half Chinese)
// The clock stands still while texts are made; every system ends with texts that a search finds.
import '@/bench/temporary'
import { type GeneratedPassage, generatedDocument, passagesPerDocument } from '@/bench/corpus'
import { createActor } from '@/bench/knowledgeBase'
import { rounded } from '@/bench/metrics'
import { endPart, type Figures, megabytesHeld, megabytesOf, orderOf, printTable, runPart, temporaryFolder } from '@/bench/part'
import { lanceWithVectors } from '@/bench/peers/lanceDirect'
import { installPeers, loadPeer, type Peer, peerFiles } from '@/bench/peers/peer'
import { migrate } from '@/scripts/migrate'
import { root } from '@/scripts/paths'
import { strip } from '@/scripts/strip'
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
  const heldMb = megabytesHeld()
  await worker.stop()
  const tidiedAt = performance.now()
  await (await vectors()).optimize(space)
  const tidyMs = rounded(performance.now() - tidiedAt, 0)
  const chunks = await db.chunk.count()
  return { chunks, chunksPerSecond: rounded((chunks / ms) * 1_000, 0), cpuMsPerChunk: rounded((user + system) / 1_000 / chunks, 2), heldMb, tidyMs, diskMb: megabytesOf(config.dataDir) }
}

async function indexPeer(peer: Peer, size: number): Promise<Figures> {
  const passages: (GeneratedPassage & { id: string })[] = []
  let ms = 0
  const clocked = async <T>(work: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now()
    const result = await work()
    ms += performance.now() - startedAt
    return result
  }
  for (let at = 0; at < Math.ceil(size / passagesPerDocument); at += 1) {
    const document = generatedDocument(at)
    const texts = await clocked(() => peer.split(document))
    passages.push(...texts.map((text, place) => ({ id: `${at} ${place}`, title: '', text })))
  }
  await clocked(() => peer.open(passages, { depth: 10, embed: (text) => [...embedText(text)] }))
  return { chunks: passages.length, chunksPerSecond: rounded((passages.length / ms) * 1_000, 0), heldMb: megabytesHeld() }
}

async function part([system = '', size = '']: readonly string[]): Promise<never> {
  if (system === 'parley') return endPart(await indexOurs(Number(size)))
  const file = peerFiles.find((name) => name === system)
  return endPart(await indexPeer(file === undefined ? lanceWithVectors : await loadPeer(file), Number(size)))
}

/** A peer that would take longer for a size, by its rate at the size before, is left out of it. */
const patienceSeconds = 600

/** The figures of every system for a size as a table, and one JSON line. Returns the rates of the peers, in chunks a second. */
async function run(size: number, peers: readonly string[], ratesBefore: Readonly<Record<string, number>>): Promise<Record<string, number>> {
  const figures = new Map<string, Figures>()
  const ours = await runPart('bench/index.ts', ['parley', size], temporaryFolder())
  if (ours !== undefined) figures.set('parley', ours)
  for (const peer of peers) {
    const seconds = size / (ratesBefore[peer] ?? size)
    if (seconds > patienceSeconds) process.stdout.write(`${peer} is left out: ${size} chunks would take it some ${Math.round(seconds / 60)} minutes\n`)
    const measured = seconds > patienceSeconds ? undefined : await runPart('bench/index.ts', [peer, size], temporaryFolder())
    if (measured !== undefined) figures.set(peer, measured)
  }
  printTable(`${size.toLocaleString('en')} chunks`, ['chunksPerSecond', 'cpuMsPerChunk', 'tidyMs', 'heldMb', 'peakMb', 'diskMb'], figures)
  const rates = Object.fromEntries([...figures].filter(([name]) => name !== 'parley').map(([peer, { chunksPerSecond = 0 }]) => [peer, chunksPerSecond]))
  process.stdout.write(`${JSON.stringify({ size, ...ours, peersChunksPerSecond: rates })}\n`)
  return { ...ratesBefore, ...rates }
}

const args = process.argv.slice(2)
if (args[0] === '--part') await part(args.slice(1))
// As the build leaves it.
strip(root())
const peers = ['lanceDirect', ...(installPeers() ? peerFiles : [])]
// In-memory peers take a million only with more memory than most machines have.
let rates: Record<string, number> = {}
for (const size of orderOf(args).sizes) rates = await run(size, size > 100_000 ? ['lanceDirect'] : peers, rates)
process.exit(0)
