// `npm run proof:ingestion`: documents are ingested while the worker is killed again and again, on each database, and compared with a run
// that nobody disturbed. `-- --seed N` repeats a run's choices, `-- --kills N` changes how many there are (20).
import { choices } from '@/bench/proof/choices'
import { onEachDatabase } from '@/bench/proof/onEachDatabase'
import { lostBetween, type Outcome, outcomeSchema } from '@/bench/proof/outcome'
import { runApart } from '@/bench/proof/runApart'

const { seed, kills } = choices(20)
const documentCount = 10 + 2 * kills

const run = (databaseUrl: string, killsOfRun: number): Promise<Outcome> =>
  runApart({ file: 'bench/proof/run.ts', args: [seed, documentCount, killsOfRun], env: { DATABASE_URL: databaseUrl, EMBEDDING_DIMENSIONS: '', EMBEDDING_BASE_URL: '' }, outcome: outcomeSchema })

const totals = { kills: 0, lost: 0, duplicated: 0, orphaned: 0, stuck: 0 }

await onEachDatabase(async (name, newDatabase) => {
  const undisturbed = await run(await newDatabase(), 0)
  const disturbed = await run(await newDatabase(), kills)
  const { duplicated, orphaned, stuck } = disturbed
  // The undisturbed run is what the other is compared with: it has to be whole itself.
  const lost = [...lostBetween(undisturbed, undisturbed), ...lostBetween(undisturbed, disturbed)]
  const acts = Object.values(disturbed.acts)
  process.stdout.write(
    `${name}: ${documentCount} documents, ${disturbed.kills} kills, ${acts.filter((act) => act === 'deleted').length} deleted, ${acts.filter((act) => act === 'cancelled').length} cancelled; back at work ${(disturbed.backAfterMs / 1_000).toFixed(1)} s after the last kill\n`,
  )
  for (const [what, lines] of Object.entries({ lost, duplicated, orphaned, stuck })) for (const line of lines) process.stdout.write(`  ${what}: ${line}\n`)
  totals.kills += disturbed.kills
  totals.lost += lost.length
  totals.duplicated += duplicated.length
  totals.orphaned += orphaned.length
  totals.stuck += stuck.length
})
process.stdout.write(`${JSON.stringify(totals)}\n`)
process.exit(totals.lost + totals.duplicated + totals.orphaned + totals.stuck === 0 ? 0 : 1)
