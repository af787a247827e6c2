// What is beside the procedures (server/router.db.test.ts) and what procedures are reached by elsewhere. `npm run proof:access` walks more of it.
import { afterAll, expect, test, vi } from 'vitest'
import { createStage } from '@/server/testing/access/stage'
import { createWorld } from '@/server/testing/access/procedures'
import { Tally } from '@/server/testing/access/tally'
import { walkDialects } from '@/server/testing/access/walkDialects'
import { walkOperations } from '@/server/testing/access/walkOperations'
import { walkRoutes } from '@/server/testing/access/walkRoutes'
import { walkSocket } from '@/server/testing/access/walkSocket'
import { walkTools } from '@/server/testing/access/walkTools'

vi.hoisted(() => {
  process.env.WEB_ALLOW_PRIVATE = '127.0.0.1'
})

const world = await createWorld()
afterAll(world.close)

test.each([
  ['every route file is known, and answers whom it should', walkRoutes],
  ['so do the routes of older systems', walkDialects],
  ['and the operations of the REST API', (tally: Tally, stage: Awaited<ReturnType<typeof createStage>>) => walkOperations(tally, world, stage)],
  ['and the messages of the socket', walkSocket],
  ['and the tools of the Model Context Protocol', walkTools],
])('%s', async (_name, walk) => {
  const tally = new Tally()
  await walk(tally, await createStage())
  expect({ wrong: tally.wrong, unknown: tally.unknown }).toEqual({ wrong: [], unknown: [] })
  expect(tally.checks).toBeGreaterThan(15)
})
