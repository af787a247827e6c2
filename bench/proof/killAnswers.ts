import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Random } from '@/bench/proof/random'
import type { TurnsOutcome } from '@/bench/proof/turnsOutcome'
import { root } from '@/scripts/paths'
import { db } from '@/server/database'

const conversationsAtOnce = 3
const openStatuses = ['queued', 'pending', 'streaming'] as const
/** For all that is left to be answered after the last kill. */
const patienceMs = 120_000

const factSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('accepted'), questionId: z.uuid(), text: z.string() }),
  z.object({ type: z.literal('text'), at: z.number(), answerId: z.uuid(), length: z.int() }),
])
type Fact = z.infer<typeof factSchema>

interface Told {
  readonly process: ChildProcessByStdio<null, Readable, null>
  /** What it said to somebody who looks. */
  readonly facts: Fact[]
}

/** Answers are written while their process is killed again and again; what was told of them is held against what is left. */
export async function killAnswers(seed: number, kills: number): Promise<TurnsOutcome> {
  const random = new Random(seed)
  const accepted: Extract<Fact, { type: 'accepted' }>[] = []
  let lostTextMs = 0
  for (let killed = 0; killed < kills; killed += 1) {
    const told = start(conversationsAtOnce)
    await until(() => Promise.resolve(told.facts.some(({ type }) => type === 'text')), 'the first words', patienceMs)
    await pause(random.between(0, 2_500))
    const killedAt = Date.now()
    await end(told)
    accepted.push(...told.facts.filter((fact) => fact.type === 'accepted'))
    lostTextMs = Math.max(lostTextMs, await lostBetween(told.facts, killedAt))
    await passTime()
  }
  const last = start(0)
  const left = () => db.message.findMany({ where: { role: 'assistant', status: { in: [...openStatuses] } }, select: { id: true, status: true } })
  await until(async () => (await left()).length === 0, 'the rest to be answered', patienceMs).catch(() => undefined)
  await end(last)
  return { kills, lostQuestions: await lostQuestions(accepted), lostTextMs, stuck: (await left()).map(({ id, status }) => `answer ${id} is ${status}`), questions: accepted.length }
}

function start(conversations: number): Told {
  const args = ['--disable-warning=ExperimentalWarning', '--import', root('scripts/alias.mjs'), root('server/testing/answerProcess.ts'), String(conversations)]
  const process = spawn(globalThis.process.execPath, args, { cwd: root(), stdio: ['ignore', 'pipe', 'inherit'] })
  const facts: Fact[] = []
  // The log of the server goes the same way; it is no fact.
  createInterface(process.stdout).on('line', (line) => {
    const fact = factSchema.safeParse(parsed(line))
    if (fact.success) facts.push(fact.data)
  })
  return { process, facts }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** kill -9, and all that it had said until then. */
async function end({ process }: Told): Promise<void> {
  const closed = once(process, 'close')
  process.kill('SIGKILL')
  await closed
}

/** For how long before the kill somebody could read words that are not kept: the most of all answers. */
async function lostBetween(facts: readonly Fact[], killedAt: number): Promise<number> {
  const texts = facts.filter((fact) => fact.type === 'text')
  const rows = await db.message.findMany({ where: { id: { in: [...new Set(texts.map(({ answerId }) => answerId))] } }, select: { id: true, content: true } })
  const kept = new Map(rows.map(({ id, content }) => [id, content.length]))
  return Math.max(0, ...texts.filter(({ answerId, length }) => length > (kept.get(answerId) ?? 0)).map(({ at }) => killedAt - at))
}

/** Questions that were accepted and are not there, as they were asked and with an answer. */
async function lostQuestions(accepted: readonly Extract<Fact, { type: 'accepted' }>[]): Promise<string[]> {
  const lost: string[] = []
  for (const { questionId, text } of accepted) {
    const question = await db.message.findUnique({ where: { id: questionId }, select: { content: true } })
    const answers = await db.message.count({ where: { parentId: questionId, role: 'assistant' } })
    if (question?.content !== text || answers !== 1) lost.push(text)
  }
  return lost
}

/** As if the leases of the dead had run out. */
async function passTime(): Promise<void> {
  await db.message.updateMany({ where: { status: { in: ['pending', 'streaming'] } }, data: { leaseUntil: new Date(Date.now() - 1_000) } })
}

async function until(isSo: () => Promise<boolean>, what: string, forMs: number): Promise<void> {
  const deadline = performance.now() + forMs
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Waited too long for ${what}`)
    await pause(50)
  }
}
