// What a chat costs on top of its model: the same answers from the provider directly, through the product, and through a bare route of the
// AI SDK; then the page in Chromium.   npm run bench:chat -- [STREAMS]        (200 at once, and half of them before)
import { aiSdkDoor, parleyDoor, providerDoor } from '@/bench/chat/doors'
import { filled } from '@/bench/chat/filled'
import { measurePage } from '@/bench/chat/page'
import { residentMb, serving } from '@/bench/chat/processes'
import { type Crowd, type Door, readAlone, readCrowd, readStream } from '@/bench/chat/streams'
import { rounded } from '@/bench/metrics'
import { startParley } from '@/e2e/server'

const streams = Number(process.argv[2] ?? 200)
/** fake-paced says so many, 33 a second. */
const tokensOfPaced = 100

function say(what: string, figures: object): void {
  process.stdout.write(`${what.padEnd(34)} ${JSON.stringify(figures)}\n`)
}

/** A crowd, and the memory that the process which serves it takes in the middle of it. */
async function crowdAt(door: Door, pid: number | undefined, size: number): Promise<Crowd & { rssMB: number }> {
  const crowd = readCrowd(door, 'fake-paced', size, tokensOfPaced)
  let rssMB = residentMb(pid)
  const looking = setInterval(() => (rssMB = Math.max(rssMB, residentMb(pid))), 200)
  try {
    return { ...(await crowd), rssMB }
  } finally {
    clearInterval(looking)
  }
}

const provider = await serving('server/testing/fakeProvider.ts', ['--port', '0'])
const peer = await serving('bench/peers/aiSdkRoute.ts', [provider.url])
const parley = await startParley({ OPENAI_BASE_URL: provider.url, CHAT_MODEL: 'fake-chat,fake-slow-20,fake-burst,fake-paced', REQUESTS_PER_MINUTE: '0', STREAMS_PER_USER: '0', STREAMS_TOTAL: '0' })
try {
  const people = filled(parley.dataDir)
  const doors = { provider: providerDoor(provider.url), parley: parleyDoor(parley.url, people.cookie), aiSdk: aiSdkDoor(peer.url) }
  for (const door of Object.values(doors)) await readStream(door, 'fake-slow-20')
  const idleMb = residentMb(parley.pid())

  const models = { short: 'fake-slow-20', long: 'fake-burst' }
  const alone = { provider: await readAlone(doors.provider, models), parley: await readAlone(doors.parley, models), aiSdk: await readAlone(doors.aiSdk, models) }
  for (const [name, figures] of Object.entries(alone)) say(`one stream, ${name}`, figures)

  const crowds = async (size: number) => {
    const direct = await readCrowd(doors.provider, 'fake-paced', size, tokensOfPaced)
    say(`${size} streams, provider`, direct)
    const ours = await crowdAt(doors.parley, parley.pid(), size)
    say(`${size} streams, parley`, ours)
    const theirs = await crowdAt(doors.aiSdk, peer.child.pid, size)
    say(`${size} streams, aiSdk`, theirs)
    return { direct, ours, theirs, addedFirstTokenP95Ms: ours.firstTokenP95Ms - direct.firstTokenP95Ms }
  }
  const half = await crowds(Math.ceil(streams / 2))
  const { ours, theirs, addedFirstTokenP95Ms } = await crowds(streams)

  const page = await measurePage(parley.url, people)
  say('the page of a conversation', page)

  const line = {
    addedFirstTokenMs: rounded(alone.parley.firstTokenP50Ms - alone.provider.firstTokenP50Ms, 1),
    streams,
    lostTokens: ours.lostTokens,
    firstTokenP95Ms: ours.firstTokenP95Ms,
    rssMB: ours.rssMB,
    pageJsGzipKB: page.pageJsGzipKB,
    keyP95Ms: page.keyP95Ms,
    idleMB: idleMb,
    mbPerStream: rounded((ours.rssMB - idleMb) / streams, 2),
    tokensPerSecondToProvider: rounded(alone.parley.tokensPerSecond / alone.provider.tokensPerSecond, 2),
    addedFirstTokenP95Ms,
    addedFirstTokenP95MsOfHalf: half.addedFirstTokenP95Ms,
    aiSdk: { addedFirstTokenMs: rounded(alone.aiSdk.firstTokenP50Ms - alone.provider.firstTokenP50Ms, 1), firstTokenP95Ms: theirs.firstTokenP95Ms, rssMB: theirs.rssMB },
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
} finally {
  await parley.close()
  provider.child.kill()
  peer.child.kill()
}
process.exit(0)
