// One run on one database, in a process of its own: node bench/proof/run.ts SEED DOCUMENTS KILLS. DATA_DIR and DATABASE_URL say where. Its
// last line is its outcome as JSON.
import { useFakeProvider } from '@/server/testing/fakeProvider'

const [seed = 1, documentCount = 1, kills = 0] = process.argv.slice(2).map(Number)
// The provider must be there before the configuration is read.
const provider = await useFakeProvider({ embedding: 'fake-embedding' })
const { migrate } = await import('@/scripts/migrate')
const { config } = await import('@/server/config')
const { disturb } = await import('@/bench/proof/disturb')
await migrate(config.databaseUrl)
process.stdout.write(`${JSON.stringify(await disturb({ seed, documentCount, kills, provider }))}\n`)
process.exit(0)
