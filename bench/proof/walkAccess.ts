// The walks on one database, in a process of its own: DATA_DIR and DATABASE_URL say where. Its last line is its outcome as JSON.
import { config } from '@/server/config'
import { migrate } from '@/scripts/migrate'

await migrate(config.databaseUrl)
const { createWorld } = await import('@/server/testing/access/procedures')
const { createStage } = await import('@/server/testing/access/stage')
const { Tally } = await import('@/server/testing/access/tally')
const { walkProcedures } = await import('@/server/testing/access/walkProcedures')
const { walkOperations } = await import('@/server/testing/access/walkOperations')
const { walkRoutes } = await import('@/server/testing/access/walkRoutes')
const { walkSocket } = await import('@/server/testing/access/walkSocket')
const { walkTools } = await import('@/server/testing/access/walkTools')
const { walkDialects } = await import('@/server/testing/access/walkDialects')

const tally = new Tally()
const world = await createWorld()
await walkRoutes(tally, await createStage())
await walkDialects(tally, await createStage())
await walkSocket(tally, await createStage())
await walkTools(tally, await createStage())
await walkOperations(tally, world, await createStage())
await walkProcedures(tally, world, await createStage())
await world.close()
process.stdout.write(`${JSON.stringify({ checks: tally.checks, wrong: tally.wrong, unknown: tally.unknown })}\n`)
process.exit(0)
