// How long a question takes, by the number of chunks, beside LanceDB called directly and the in-memory stores of others:
//   npm run bench:search -- [--million] [--keep FOLDER] [SIZE...]        (chunks; the texts are made in code, half English, half Chinese)
// A base is not read from files but written as ingestion writes it, to SQL and to the vector store; what is timed is retrieve(), as a
// chat calls it, in a process that did not write. With --keep, bases stay in a folder and are there for the next run.
import '@/bench/temporary'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedPassage, generatedQuestion } from '@/bench/corpus'
import { fillGenerated, filledBase } from '@/bench/generatedBase'
import { percentile, rounded } from '@/bench/metrics'
import { endPart, type Figures, megabytesHeld, megabytesOf, orderOf, printTable, runPart, temporaryFolder } from '@/bench/part'
import { lanceDirect } from '@/bench/peers/lanceDirect'
import { installPeers, loadPeer, type Peer, peerFiles, type PeerPassage, type Search } from '@/bench/peers/peer'
import { migrate } from '@/scripts/migrate'
import { config } from '@/server/config'
import { derivedId } from '@/server/ids'
import { embedText } from '@/server/models/providers/builtin/embed'
import { retrieve } from '@/server/retrieval/retrieve'
import type { SearchMode } from '@/server/retrieval/schema'
import { openVectorStore } from '@/server/vectors/lance'

const depth = 10
const warmUp = 40
/** Questions that are timed, and how long at most: some peers need seconds for one. */
const questions = 400
const patienceMs = 30_000

/** Passages that are asked for, spread over all. */
const wanted = (size: number, at: number): number => (at * 7_919 + 13) % size

/** Times a search. `found` is the share of questions whose passage is among the first ten: whoever is fast at finding nothing shows. */
async function time(size: number, search: Search): Promise<Figures> {
  const startedAt = performance.now()
  for (let at = 0; at < warmUp && performance.now() - startedAt < patienceMs / 2; at += 1) await search(generatedQuestion(wanted(size, questions + at)))
  const times = []
  let found = 0
  const cpuBefore = process.cpuUsage()
  const until = performance.now() + patienceMs
  for (let at = 0; at < questions && performance.now() < until; at += 1) {
    const passage = wanted(size, at)
    const question = generatedQuestion(passage)
    const askedAt = performance.now()
    const ids = await search(question)
    times.push(performance.now() - askedAt)
    if (ids.includes(String(passage))) found += 1
  }
  const { user, system } = process.cpuUsage(cpuBefore)
  return { asked: times.length, p50Ms: rounded(percentile(times, 0.5), 1), p95Ms: rounded(percentile(times, 0.95), 1), cpuMs: rounded((user + system) / 1_000 / times.length, 1), found: rounded(found / times.length, 3), heldMb: megabytesHeld() }
}

async function searchOurs(size: number, mode: SearchMode): Promise<Figures> {
  const { actor, knowledgeBaseId, passageOf } = await filledBase()
  const figures = await time(size, async (question) => {
    const { hits } = await retrieve(actor, { question, knowledgeBaseIds: [knowledgeBaseId], settings: { limit: depth, mode } })
    return hits.map(passageOf)
  })
  return { ...figures, diskMb: megabytesOf(config.dataDir) }
}

function* passages(size: number): Generator<PeerPassage> {
  for (let at = 0; at < size; at += 1) yield { id: String(at), ...generatedPassage(at) }
}

async function searchPeer(peer: Peer, size: number): Promise<Figures> {
  const startedAt = performance.now()
  const search = await peer.open(passages(size), { depth, embed: (text) => [...embedText(text)] })
  const openSeconds = rounded((performance.now() - startedAt) / 1_000, 1)
  return { ...(await time(size, search)), openSeconds }
}

/** A thousand small documents one after the other, and how long a search takes at the end of it while the store tidies itself. */
async function searchAfterAppends(): Promise<Figures> {
  const [appends, rowsEach, searches] = [1_000, 5, 60]
  const space = { model: 'bench', dimensions: 384 }
  const indexId = derivedId('index')
  const store = await openVectorStore(temporaryFolder())
  for (let append = 0; append < appends; append += 1) {
    const rows = Array.from({ length: rowsEach }, (_, at) => {
      const { text } = generatedPassage(append * rowsEach + at)
      return { id: derivedId('chunk', append, at), indexId, documentId: derivedId('document', append), version: 1, terms: text, vector: embedText(text) }
    })
    await store.upsert(space, rows)
  }
  const textTimes = []
  const vectorTimes = []
  for (let at = 0; at < searches; at += 1) {
    const question = generatedQuestion(wanted(appends * rowsEach, at))
    const askedAt = performance.now()
    await store.searchText(space, { indexIds: [indexId], terms: question.split(' '), limit: 60 })
    const betweenAt = performance.now()
    await store.searchVector(space, { indexIds: [indexId], vector: embedText(question), limit: 60 })
    textTimes.push(betweenAt - askedAt)
    vectorTimes.push(performance.now() - betweenAt)
  }
  return { appends, textP50Ms: rounded(percentile(textTimes, 0.5), 1), vectorP50Ms: rounded(percentile(vectorTimes, 0.5), 1) }
}

async function part([system = '', size = '']: readonly string[]): Promise<never> {
  if (system === 'appends') return endPart(await searchAfterAppends())
  if (system === 'fill') {
    await migrate(config.databaseUrl)
    return endPart(await fillGenerated(Number(size)))
  }
  if (system === 'parley') return endPart(await searchOurs(Number(size), 'hybrid'))
  if (system === 'parleyByVectors') return endPart(await searchOurs(Number(size), 'similarity'))
  const file = peerFiles.find((name) => name === system)
  return endPart(await searchPeer(file === undefined ? lanceDirect : await loadPeer(file), Number(size)))
}

/** The data folder with a base of so many passages: one that was kept, or a new one. */
async function folderWith(size: number, keep: string | undefined): Promise<string> {
  const folder = keep === undefined ? temporaryFolder() : join(keep, String(size))
  const isFilled = join(folder, 'filled.json')
  if (existsSync(isFilled)) return folder
  mkdirSync(folder, { recursive: true })
  const figures = await runPart('bench/search.ts', ['fill', size], folder)
  if (figures === undefined) throw new Error(`the base of ${size} passages could not be written; empty ${folder} and try again`)
  writeFileSync(isFilled, JSON.stringify(figures))
  return folder
}

/** A peer that would take longer to take a size in, by its rate at the size before, is left out of it. */
const patienceSeconds = 100

/** Ours in a process that did not write what it serves, then the peers: a table and one JSON line. `secondsOf` learns what a chunk takes a peer to take in. Returns our p50. */
async function run(size: number, peers: readonly string[], { keep, secondsOf }: { keep: string | undefined; secondsOf: Map<string, number> }): Promise<number | undefined> {
  const folder = await folderWith(size, keep)
  const figures = new Map<string, Figures>()
  for (const system of ['parley', 'parleyByVectors', ...peers]) {
    const seconds = size * (secondsOf.get(system) ?? 0)
    if (seconds > patienceSeconds) {
      process.stdout.write(`${system} is left out: ${size} chunks would take it some ${Math.round(seconds / 60)} minutes\n`)
      continue
    }
    const measured = await runPart('bench/search.ts', [system, size], system.startsWith('parley') ? folder : temporaryFolder())
    if (measured === undefined) continue
    figures.set(system, measured)
    secondsOf.set(system, (measured.openSeconds ?? 0) / size)
  }
  printTable(`${size.toLocaleString('en')} chunks`, ['p50Ms', 'p95Ms', 'cpuMs', 'found', 'asked', 'heldMb', 'peakMb', 'diskMb'], figures)
  const [ours, byVectors, lance] = [figures.get('parley'), figures.get('parleyByVectors'), figures.get('lanceDirect')]
  const ratioToLance = ours?.p50Ms === undefined || lance?.p50Ms === undefined ? null : rounded(ours.p50Ms / lance.p50Ms, 2)
  const peersP50Ms = Object.fromEntries([...figures].filter(([name]) => !name.startsWith('parley')).map(([name, { p50Ms = 0 }]) => [name, p50Ms]))
  process.stdout.write(`${JSON.stringify({ size, ...ours, similarityP50Ms: byVectors?.p50Ms, similarityP95Ms: byVectors?.p95Ms, ratioToLance, peersP50Ms })}\n`)
  return ours?.p50Ms
}

const args = process.argv.slice(2)
if (args[0] === '--part') await part(args.slice(1))
const { sizes, keep } = orderOf(args)
const peers = ['lanceDirect', ...(installPeers() ? peerFiles : [])]
const secondsOf = new Map<string, number>()
const p50s = []
// In-memory peers take a million only with more memory than most machines have.
for (const size of sizes) p50s.push(await run(size, size > 100_000 ? ['lanceDirect'] : peers, { keep, secondsOf }))
const [first, last] = [p50s[0], p50s.at(-1)]
if (sizes.length > 1 && first !== undefined && last !== undefined) process.stdout.write(`\n${JSON.stringify({ from: sizes[0], to: sizes.at(-1), costGrowth: rounded(last / first, 2) })}\n`)
process.stdout.write(`\nafter 1,000 small appends ${JSON.stringify(await runPart('bench/search.ts', ['appends'], temporaryFolder()))}\n`)
process.exit(0)
