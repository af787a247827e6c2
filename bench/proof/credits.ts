// `npm run proof:credits`: 200 questions at once from two processes on a balance for ten answers, while the processes are killed (kill -9)
// again and again, on each database. Exactly ten are paid, and the books agree with the balance. `-- --seed N` repeats a run's choices,
// `-- --kills N` changes how many kills there are on each (5).
import { choices } from '@/bench/proof/choices'
import { creditsOutcomeSchema } from '@/bench/proof/creditsOutcome'
import { onEachDatabase } from '@/bench/proof/onEachDatabase'
import { runApart } from '@/bench/proof/runApart'

const { seed, kills } = choices(5)
const noLimits = { REQUESTS_PER_MINUTE: '0', STREAMS_PER_USER: '0', STREAMS_TOTAL: '0' }
const totals = { parallel: 0, affordable: 0, paid: 0, ledgerDifference: 0 }
let isRight = true

await onEachDatabase(async (name, newDatabase) => {
  const outcome = await runApart({ file: 'bench/proof/runCredits.ts', args: [seed, kills], env: { ...noLimits, DATABASE_URL: await newDatabase() }, outcome: creditsOutcomeSchema })
  process.stdout.write(`${name}: ${outcome.parallel} at once, ${outcome.kills} kills, ${outcome.refused} refusals; ${outcome.paid} of ${outcome.affordable} paid, ${outcome.unpaid} answers without payment\n`)
  for (const failure of new Set(outcome.failures)) process.stdout.write(`  failed: ${failure}\n`)
  isRight &&= outcome.paid === outcome.affordable && outcome.unpaid === 0 && outcome.ledgerDifference === 0
  for (const key of ['parallel', 'affordable', 'paid', 'ledgerDifference'] as const) totals[key] += outcome[key]
})
process.stdout.write(`${JSON.stringify(totals)}\n`)
process.exit(isRight ? 0 : 1)
