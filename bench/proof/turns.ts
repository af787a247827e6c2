// `npm run proof:turns`: answers are written while their process is killed (kill -9) again and again, on each database, each time with
// three conversations in which one answer is written and one question waits. `-- --seed N` repeats a run's choices, `-- --kills N` changes
// how many kills there are in all (50).
import { choices } from '@/bench/proof/choices'
import { onEachDatabase } from '@/bench/proof/onEachDatabase'
import { runApart } from '@/bench/proof/runApart'
import { turnsOutcomeSchema } from '@/bench/proof/turnsOutcome'

const { seed, kills } = choices(50)
const totals = { kills: 0, lostQuestions: 0, lostTextMs: 0, stuck: 0 }

await onEachDatabase(async (name, newDatabase, left) => {
  const killsOfRun = Math.ceil((kills - totals.kills) / left)
  const outcome = await runApart({ file: 'bench/proof/runTurns.ts', args: [seed, killsOfRun], env: { DATABASE_URL: await newDatabase(), CHAT_MODEL: 'fake-slow-200' }, outcome: turnsOutcomeSchema })
  process.stdout.write(`${name}: ${outcome.questions} questions, ${outcome.kills} kills; at most ${outcome.lostTextMs} ms of text lost by one\n`)
  for (const line of [...outcome.lostQuestions.map((question) => `lost: ${question}`), ...outcome.stuck.map((answer) => `stuck: ${answer}`)]) process.stdout.write(`  ${line}\n`)
  totals.kills += outcome.kills
  totals.lostQuestions += outcome.lostQuestions.length
  totals.lostTextMs = Math.max(totals.lostTextMs, outcome.lostTextMs)
  totals.stuck += outcome.stuck.length
})
process.stdout.write(`${JSON.stringify(totals)}\n`)
process.exit(totals.lostQuestions + totals.stuck === 0 ? 0 : 1)
