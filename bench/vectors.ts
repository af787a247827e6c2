// What the index of vectors gains and costs, at the lengths of learned models, beside looking at every vector:
//   npm run bench:vectors -- [SIZE...]        (vectors; made in code: a subject, a smaller subject within it, and something of its own)
import { generatedQuestion } from '@/bench/corpus'
import { mean, percentile, rounded } from '@/bench/metrics'
import { endPart, type Figures, megabytesHeld, megabytesOf, orderOf, printTable, runPart, temporaryFolder } from '@/bench/part'
import { derivedId } from '@/server/ids'
import { openVectorStore, type VectorStore } from '@/server/vectors/lance'

const lengths = [384, 1_536] as const
const rowsPerCommit = 1_000
const questions = 200
const warmUp = 20
/** Candidates of a search, as retrieval asks for them, and how many of the first are compared. */
const candidates = 64
const depth = 10

const subjects = 200
const subjectsWithin = 25
const weights = { subject: 1, within: 0.7, own: 0.6, question: 0.4 } as const

/** Park & Miller's numbers (1988) in -1..1, the same for the same seed. */
function numbers(seed: number, count: number): Float32Array {
  let state = (Math.imul(seed + 1, 7_919) & 0x7fff_fffe) + 1
  return Float32Array.from({ length: count }, () => {
    state = (state * 48_271) % 0x7fff_ffff
    return (2 * state) / 0x7fff_ffff - 1
  })
}

const kept = new Map<number, Float32Array>()
/** The direction of a subject, made once. */
function direction(seed: number, length: number): Float32Array {
  const known = kept.get(seed)
  if (known !== undefined) return known
  const made = numbers(seed, length)
  kept.set(seed, made)
  return made
}

function vectorOf(at: number, length: number): Float32Array {
  const subject = at % subjects
  const within = subjects + subject * subjectsWithin + (Math.floor(at / subjects) % subjectsWithin)
  const [one, two, own] = [direction(subject, length), direction(within, length), numbers(1_000_000 + at, length)]
  return own.map((value, place) => weights.own * value + weights.subject * (one[place] ?? 0) + weights.within * (two[place] ?? 0))
}

/** Near one of the vectors, as a question is near its passage. */
function questionOf(at: number, size: number, length: number): Float32Array {
  const [passage, noise] = [vectorOf((at * 7_919 + 13) % size, length), numbers(900_000_000 + at, length)]
  return passage.map((value, place) => value + weights.question * (noise[place] ?? 0))
}

const indexId = derivedId('index')

async function fill(store: VectorStore, size: number, length: number): Promise<void> {
  for (let from = 0; from < size; from += rowsPerCommit) {
    const rows = Array.from({ length: Math.min(rowsPerCommit, size - from) }, (_, at) => {
      const number = from + at
      return { id: derivedId('chunk', number), indexId, documentId: derivedId('document', Math.floor(number / 500)), version: 1, terms: generatedQuestion(number), vector: vectorOf(number, length) }
    })
    await store.upsert({ model: 'bench', dimensions: length }, rows)
  }
}

interface Asked {
  readonly found: readonly (readonly string[])[]
  readonly times: readonly number[]
}

async function ask(store: VectorStore, size: number, length: number): Promise<Asked> {
  const found = []
  const times = []
  for (let at = -warmUp; at < questions; at += 1) {
    const vector = questionOf(Math.abs(at), size, length)
    const askedAt = performance.now()
    const hits = await store.searchVector({ model: 'bench', dimensions: length }, { indexIds: [indexId], vector, limit: candidates })
    if (at < 0) continue
    times.push(performance.now() - askedAt)
    found.push(hits.slice(0, depth).map(({ id }) => id))
  }
  return { found, times }
}

/** The same questions before there is an index of vectors and after. */
async function measure(size: number, length: number): Promise<Figures> {
  const folder = temporaryFolder()
  const space = { model: 'bench', dimensions: length }
  const flat = await openVectorStore(folder, { numbersToIndex: Number.MAX_SAFE_INTEGER })
  await fill(flat, size, length)
  await flat.optimize(space)
  const exact = await ask(flat, size, length)
  await flat.close()
  const indexed = await openVectorStore(folder, { numbersToIndex: 1 })
  const builtAt = performance.now()
  await indexed.optimize(space)
  const buildSeconds = rounded((performance.now() - builtAt) / 1_000, 1)
  const near = await ask(indexed, size, length)
  const recalls = near.found.map((ids, at) => ids.filter((id) => exact.found[at]?.includes(id)).length / depth)
  const ms = ({ times }: Asked, part: number): number => rounded(percentile(times, part), 1)
  return { flatP50Ms: ms(exact, 0.5), flatP95Ms: ms(exact, 0.95), indexP50Ms: ms(near, 0.5), indexP95Ms: ms(near, 0.95), recall10: rounded(mean(recalls), 3), buildSeconds, heldMb: megabytesHeld(), diskMb: megabytesOf(folder) }
}

const args = process.argv.slice(2)
if (args[0] === '--part') endPart(await measure(Number(args[1]), Number(args[2])))
const { sizes } = orderOf(args)
for (const length of lengths) {
  const figures = new Map<string, Figures>()
  for (const size of sizes) {
    const measured = await runPart('bench/vectors.ts', [size, length], temporaryFolder())
    if (measured === undefined) continue
    figures.set(size.toLocaleString('en'), measured)
    process.stdout.write(`${JSON.stringify({ size, dimensions: length, ...measured })}\n`)
  }
  printTable(`${length.toLocaleString('en')} dimensions`, ['flatP50Ms', 'flatP95Ms', 'indexP50Ms', 'indexP95Ms', 'recall10', 'buildSeconds', 'heldMb', 'diskMb'], figures)
}
process.exit(0)
