// One run on one database, in a process of its own: node bench/proof/runCredits.ts SEED KILLS. DATA_DIR and DATABASE_URL say where. Its last
// line is its outcome as JSON.
import { useFakeProvider } from '@/server/testing/fakeProvider'

const [seed = 1, kills = 1] = process.argv.slice(2).map(Number)
// The provider must be there before the configuration is read.
await useFakeProvider()
const { migrate } = await import('@/scripts/migrate')
const { config } = await import('@/server/config')
const { killPayers } = await import('@/bench/proof/killPayers')
await migrate(config.databaseUrl)
process.stdout.write(`${JSON.stringify(await killPayers(seed, kills))}\n`)
process.exit(0)
