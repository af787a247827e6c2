// What the page of a conversation loads, and what a key in its composer costs, in Chromium.   npm run bench:page
import { filled } from '@/bench/chat/filled'
import { measurePage } from '@/bench/chat/page'
import { serving } from '@/bench/chat/processes'
import { startParley } from '@/e2e/server'

const provider = await serving('server/testing/fakeProvider.ts', ['--port', '0'])
const parley = await startParley({ OPENAI_BASE_URL: provider.url, CHAT_MODEL: 'fake-chat', REQUESTS_PER_MINUTE: '0' })
try {
  process.stdout.write(`${JSON.stringify(await measurePage(parley.url, filled(parley.dataDir)))}\n`)
} finally {
  await parley.close()
  provider.child.kill()
}
process.exit(0)
