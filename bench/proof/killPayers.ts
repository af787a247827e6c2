import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { CreditsOutcome } from '@/bench/proof/creditsOutcome'
import { Random } from '@/bench/proof/random'
import { root } from '@/scripts/paths'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import * as registered from '@/server/models/registry/models'
import { createPerson } from '@/server/testing/people'
import { accountOf } from '@/server/usage/account'
import { adding, ledgerDifference } from '@/server/usage/ledger'

const requests = 200
const processes = 2
const affordable = 10
/** What fake-chat says to “Hello”, and all that it may say: what is held back is what it costs. */
const tokens = 7
const microsPerToken = 1_000
const costMicros = tokens * microsPerToken
/** For what the dead held to be found and to be spent by others. */
const patienceMs = 90_000

const factSchema = z.object({ type: z.enum(['accepted', 'refused', 'failed']), message: z.string().optional() })

interface Payer {
  readonly process: ChildProcessByStdio<null, Readable, null>
  readonly requestIds: readonly string[]
}

/** So many ask at once on a balance for ten, while their processes are killed again and again; then the books are held against the answers. */
export async function killPayers(seed: number, kills: number): Promise<CreditsOutcome> {
  const random = new Random(seed)
  const admin = await createPerson(undefined, 'admin')
  await registered.add(admin, [{ providerId: 'openai', name: 'fake-chat', kind: 'chat', label: 'Fake', contextTokens: 5_000, maxOutputTokens: tokens, inputUsdPerMillion: 0, outputUsdPerMillion: microsPerToken, canSee: false }])
  const actor = await createPerson()
  await db.$transaction([db.user.update({ where: { id: actor.userId }, data: { isUnlimited: false } }), ...adding(actor.userId, affordable * costMicros, 'topUp')])
  const counts = { accepted: 0, refused: 0 }
  const failures: string[] = []
  const hear = (line: string): void => {
    const fact = factSchema.safeParse(parsed(line)).data
    if (fact === undefined) return
    if (fact.type === 'failed') failures.push(fact.message ?? '')
    else counts[fact.type] += 1
  }
  const ids = Array.from({ length: processes }, () => Array.from({ length: requests / processes }, newId))
  const payers = ids.map((requestIds) => start(actor, requestIds, hear))
  for (let killed = 0; killed < kills; killed += 1) {
    await until(async () => counts.accepted > 0, 'the first answer')
    await pause(random.between(50, 1_500))
    const at = random.between(0, processes - 1)
    const payer = payers[at]
    if (payer === undefined) continue
    await end(payer)
    // The same requests again: those that were accepted are not asked twice.
    payers[at] = start(actor, payer.requestIds, hear)
  }
  await until(async () => isSpent(actor), 'the balance to be spent').catch(() => undefined)
  await Promise.all(payers.map(end))
  return { parallel: requests, kills, affordable, refused: counts.refused, failures, ...(await judged(actor)) }
}

/** Nothing is held any more, and another call cannot be paid. */
async function isSpent({ userId }: Actor): Promise<boolean> {
  const { availableMicros, reservedMicros } = await accountOf(userId)
  return reservedMicros === 0n && availableMicros < BigInt(costMicros)
}

async function judged(actor: Actor): Promise<Pick<CreditsOutcome, 'paid' | 'unpaid' | 'ledgerDifference'>> {
  const lines = await db.ledgerEntry.findMany({ where: { userId: actor.userId, kind: 'settle', amountMicros: { lt: 0 } }, select: { messageId: true } })
  const paid = new Set(lines.map(({ messageId }) => messageId))
  const whole = await db.message.findMany({ where: { ownerId: actor.userId, role: 'assistant', status: 'complete' }, select: { id: true } })
  const { reservedMicros } = await accountOf(actor.userId)
  return { paid: lines.length, unpaid: whole.filter(({ id }) => !paid.has(id)).length, ledgerDifference: (await ledgerDifference()) + Number(reservedMicros) }
}

function start(actor: Actor, requestIds: readonly string[], hear: (line: string) => void): Payer {
  const args = ['--disable-warning=ExperimentalWarning', '--import', root('scripts/alias.mjs'), root('bench/proof/creditsProcess.ts'), actor.userId, actor.tenantId, ...requestIds]
  const process = spawn(globalThis.process.execPath, args, { cwd: root(), stdio: ['ignore', 'pipe', 'inherit'] })
  createInterface(process.stdout).on('line', hear)
  return { process, requestIds }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** kill -9, and all that it had said until then. */
async function end({ process }: Payer): Promise<void> {
  const closed = once(process, 'close')
  process.kill('SIGKILL')
  await closed
}

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Waited too long for ${what}`)
    await pause(100)
  }
}
