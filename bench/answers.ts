// The built-in answerer, end to end: is a gold answer in the (at most two) sentences it quotes, and does it decline what is not there?
//   npm run bench:answers -- FOLDER...        (queries.jsonl with answers; questions to decline come from the other folders)
import '@/bench/temporary'
import { readDataset, type Dataset, type Query } from '@/bench/dataset'
import { createActor, fillBase, type FilledBase } from '@/bench/knowledgeBase'
import { mean, percentile, rounded } from '@/bench/metrics'
import { migrate } from '@/scripts/migrate'
import type { Actor } from '@/server/auth/actor'
import { config } from '@/server/config'
import { extract } from '@/server/models/providers/builtin/extract'
import { retrieve } from '@/server/retrieval/retrieve'

const passagesGiven = 8
/** Questions of other sets that are asked at most. */
const foreignQuestions = 500
const warmUp = 20

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')
const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

async function quote(actor: Actor, base: FilledBase, question: string): Promise<string> {
  // Some sets hold questions without a word.
  if (question.trim() === '') return ''
  const { hits } = await retrieve(actor, { question, knowledgeBaseIds: [base.id], settings: { limit: passagesGiven } })
  return extract(question, hits).sentences.map((sentence) => sentence.text).join('\n')
}

/** Questions of the other sets that are in the writing of this one: in another writing nothing could match by chance. */
function questionsElsewhere(dataset: Dataset, all: readonly Dataset[]): Query[] {
  const writing = isChinese(dataset.queries[0]?.text ?? '')
  const others = all.filter((other) => other !== dataset).flatMap((other) => other.queries.filter((query) => isChinese(query.text) === writing))
  const step = Math.max(1, Math.floor(others.length / foreignQuestions))
  return others.filter((_, at) => at % step === 0)
}

async function run(actor: Actor, dataset: Dataset, all: readonly Dataset[]): Promise<void> {
  const questions = dataset.queries.filter((query) => query.answers.length > 0)
  if (questions.length === 0) return
  const base = await fillBase(actor, dataset.name, dataset.passages)
  for (const query of questions.slice(0, warmUp)) await quote(actor, base, query.text)
  const results = []
  for (const query of questions) {
    const startedAt = performance.now()
    const quoted = plain(await quote(actor, base, query.text))
    results.push({ ms: performance.now() - startedAt, isAnswered: query.answers.some((answer) => quoted.includes(plain(answer))), isDeclined: quoted === '' })
  }
  const elsewhere = questionsElsewhere(dataset, all)
  const declined = []
  for (const query of elsewhere) declined.push((await quote(actor, base, query.text)) === '' ? 1 : 0)
  const answered = rounded(mean(results.map((result) => Number(result.isAnswered))), 4)
  const wronglyDeclined = rounded(mean(results.map((result) => Number(result.isDeclined))), 4)
  process.stdout.write(`\n${dataset.name}: ${questions.length} questions of its own (${(wronglyDeclined * 100).toFixed(1)} % declined), ${elsewhere.length} of other sets\n`)
  process.stdout.write(`${JSON.stringify({ set: dataset.name, answered, declined: rounded(mean(declined), 4), p50Ms: rounded(percentile(results.map((result) => result.ms), 0.5), 2) })}\n`)
}

const folders = process.argv.slice(2)
if (folders.length < 2) {
  process.stderr.write('Name two folders or more: npm run bench:answers -- FOLDER...\n')
  process.exit(2)
}
await migrate(config.databaseUrl)
const actor = await createActor()
const datasets = folders.map(readDataset)
for (const dataset of datasets) await run(actor, dataset, datasets)
process.exit(0)
