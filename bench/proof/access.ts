// `npm run proof:access`: every procedure, every route file, every operation of the REST API and every route of an older system is asked as
// its owner, as a member of a team who may read or write, as a stranger, as somebody who was disabled, with an API key of another scope and
// as nobody, on each database. The tables of who is answered what are in server/testing/access; what is not in them fails.
import { z } from 'zod'
import { onEachDatabase } from '@/bench/proof/onEachDatabase'
import { runApart } from '@/bench/proof/runApart'

const outcomeSchema = z.object({ checks: z.int(), wrong: z.array(z.string()), unknown: z.array(z.string()) })

const env = {
  AUTH_SECRET: 'only-for-the-proof-only-for-the-proof-only',
  // Whoever is asked about thousands of times in a minute is not meant to be refused for that.
  REQUESTS_PER_MINUTE: '0',
  WEB_ALLOW_PRIVATE: '127.0.0.1',
  PROVIDER_ALLOW_PRIVATE: '127.0.0.1',
  WEB_SEARCH: 'off',
  OPENAI_API_KEY: '',
  DIALECTS: '',
}

const totals = { checks: 0, wrong: 0, unknownRoutes: 0 }

await onEachDatabase(async (name, newDatabase) => {
  const { checks, wrong, unknown } = await runApart({ file: 'bench/proof/walkAccess.ts', env: { ...env, DATABASE_URL: await newDatabase() }, imports: ['bench/proof/routeModules.mjs'], outcome: outcomeSchema })
  process.stdout.write(`${name}: ${checks} answers looked at, ${wrong.length} wrong, ${unknown.length} unknown\n`)
  for (const line of [...wrong.map((one) => `wrong: ${one}`), ...unknown.map((one) => `unknown: ${one}`)]) process.stdout.write(`  ${line}\n`)
  totals.checks += checks
  totals.wrong += wrong.length
  totals.unknownRoutes += unknown.length
})
process.stdout.write(`${JSON.stringify(totals)}\n`)
process.exit(totals.wrong + totals.unknownRoutes === 0 ? 0 : 1)
