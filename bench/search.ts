// How long a question takes, by the number of chunks, beside LanceDB called directly and the in-memory stores of others:
//   npm run bench:search -- [--million] [SIZE...]        (chunks; the texts are made in code, half English, half Chinese)
import '@/bench/temporary'
import { generatedPassage, generatedQuestion } from '@/bench/corpus'
import { fillGenerated, filledBase } from '@/bench/generatedBase'
import { percentile, rounded } from '@/bench/metrics'
import { endPart, type Figures, megabytesOf, runPart, sizesOf, temporaryFolder } from '@/bench/part'
import { lanceDirect } from '@/bench/peers/lanceDirect'
import { installPeers, loadPeer, type Peer, peerFiles, type PeerPassage, type Search } from '@/bench/peers/peer'
import { migrate } from '@/scripts/migrate'
import { config } from '@/server/config'
import { derivedId } from '@/server/ids'
import { embedText } from '@/server/models/providers/builtin/embed'
import { retrieve } from '@/server/retrieval/retrieve'
import type { RetrievalDraft } from '@/server/retrieval/schema'
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
  return { asked: times.length, p50Ms: rounded(percentile(times, 0.5), 1), p95Ms: rounded(percentile(times, 0.95), 1), cpuMs: rounded((user + system) / 1_000 / times.length, 1), found: rounded(found / times.length, 3) }
}

async function searchOurs(size: number): Promise<Figures> {
  const { actor, knowledgeBaseId, passageOf } = await filledBase()
  const ask = (settings: RetrievalDraft['settings']): Search => async (question) => {
    const { hits } = await retrieve(actor, { question, knowledgeBaseIds: [knowledgeBaseId], settings })
    return hits.map(passageOf)
  }
  const byDefault = await time(size, ask({ limit: depth }))
  const byVectors = await time(size, ask({ limit: depth, mode: 'similarity' }))
  return { ...byDefault, similarityP50Ms: byVectors.p50Ms ?? 0, similarityP95Ms: byVectors.p95Ms ?? 0, diskMb: megabytesOf(config.dataDir) }
}

function* passages(size: number): Generator<PeerPassage> {
  for (let at = 0; at < size; at += 1) yield { id: String(at), ...generatedPassage(at) }
}

async function searchPeer(peer: Peer, size: number): Promise<Figures> {
  return time(size, await peer.open(passages(size), { depth, embed: (text) => [...embedText(text)] }))
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
  if (system === 'parley') return endPart(await searchOurs(Number(size)))
  const file = peerFiles.find((name) => name === system)
  return endPart(await searchPeer(file === undefined ? lanceDirect : await loadPeer(file), Number(size)))
}

/** Ours in a process that did not write what it serves, then the peers; one JSON line. */
async function run(size: number, peers: readonly string[]): Promise<void> {
  const folder = temporaryFolder()
  await runPart('bench/search.ts', ['fill', size], folder)
  const ours = await runPart('bench/search.ts', ['parley', size], folder)
  process.stdout.write(`\n${size} chunks\n  ${'Parley'.padEnd(18)} ${JSON.stringify(ours)}\n`)
  const others: Record<string, Figures> = {}
  for (const peer of peers) {
    const figures = await runPart('bench/search.ts', [peer, size], temporaryFolder())
    process.stdout.write(`  ${peer.padEnd(18)} ${JSON.stringify(figures)}\n`)
    if (figures !== undefined) others[peer] = figures
  }
  const peersP50Ms = Object.fromEntries(Object.entries(others).map(([peer, { p50Ms = 0 }]) => [peer, p50Ms]))
  const ratioToLance = rounded((ours?.p50Ms ?? 0) / (others.lanceDirect?.p50Ms ?? 1), 2)
  process.stdout.write(`${JSON.stringify({ size, ...ours, ratioToLance, peersP50Ms })}\n`)
}

const args = process.argv.slice(2)
if (args[0] === '--part') await part(args.slice(1))
const peers = ['lanceDirect', ...(installPeers() ? peerFiles : [])]
// In-memory peers take a million only with more memory than most machines have.
for (const size of sizesOf(args)) await run(size, size > 100_000 ? ['lanceDirect'] : peers)
process.stdout.write(`\nafter 1,000 small appends ${JSON.stringify(await runPart('bench/search.ts', ['appends'], temporaryFolder()))}\n`)
process.exit(0)
