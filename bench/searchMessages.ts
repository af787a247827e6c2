// How long a search of one's messages and titles takes:
//   npm run bench:messages -- [MESSAGES]        (50,000 unless said; half English, half Chinese; BENCH_DATABASE_URL for PostgreSQL;
//                                                what BENCH_FOLDER or that database hold of an earlier run is searched as it is)
import '@/bench/temporary'
import { generatedPassage, passagesPerDocument } from '@/bench/corpus'
import { actorOf, createActor } from '@/bench/knowledgeBase'
import { percentile, rounded } from '@/bench/metrics'
import { migrate } from '@/scripts/migrate'
import { type Actor, visibleTo } from '@/server/auth/actor'
import { config } from '@/server/config'
import { db, isPostgres } from '@/server/database'
import { newId } from '@/server/ids'
import { addTerms } from '@/server/search/messageTerms'
import { searchMessages } from '@/server/search/messages'
import { searchTitles } from '@/server/search/titles'

const messagesPerConversation = 10
const charactersPerMessage = 100
const rounds = 15

/** Message number `at`; English and Chinese take turns by the conversation. */
function textOf(at: number): string {
  const isChinese = Math.floor(at / messagesPerConversation) % 2 === 1
  const { text } = generatedPassage(isChinese ? passagesPerDocument + (at % passagesPerDocument) + Math.floor(at / passagesPerDocument) * 2 * passagesPerDocument : (at % passagesPerDocument) + Math.floor(at / passagesPerDocument) * 2 * passagesPerDocument)
  return text.slice(0, isChinese ? charactersPerMessage / 2 : charactersPerMessage)
}

/** Whose messages are in a folder or database that was filled by an earlier run. */
async function filledBefore(count: number): Promise<Actor | null> {
  const first = await db.message.findFirst({ select: { ownerId: true, tenantId: true } })
  if (first === null) return null
  if ((await db.message.count()) !== count) throw new Error('There are other messages already; give the bench an empty database')
  return actorOf({ userId: first.ownerId, tenantId: first.tenantId })
}

async function fill(actor: Actor, count: number): Promise<Actor> {
  const owner = visibleTo(actor)
  const startedAt = Date.UTC(2026, 0, 1)
  for (let first = 0; first < count; first += messagesPerConversation) {
    const conversationId = newId()
    const messages = Array.from({ length: messagesPerConversation }, (_, index) => {
      const content = textOf(first + index)
      return { id: newId(), ...owner, conversationId, seq: index + 1, role: index % 2 === 0 ? 'user' : 'assistant', content, createdAt: new Date(startedAt + (first + index) * 60_000) } as const
    })
    await db.$transaction([
      db.conversation.create({ data: { id: conversationId, ...owner, title: textOf(first).slice(0, 60) } }),
      db.message.createMany({ data: messages }),
      ...messages.flatMap(({ id, content }) => addTerms({ ownerId: owner.ownerId, messageId: id, content })),
    ])
  }
  // As autovacuum does by itself within a minute, where it is not switched off.
  if (isPostgres(config.databaseUrl)) await db.$executeRaw`ANALYZE`
  return actor
}

async function timed(work: () => Promise<{ readonly length: number }>): Promise<{ p50Ms: number; p95Ms: number; found: number }> {
  const times = []
  let found = 0
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now()
    found = (await work()).length
    times.push(performance.now() - startedAt)
  }
  return { p50Ms: rounded(percentile(times, 0.5), 1), p95Ms: rounded(percentile(times, 0.95), 1), found }
}

await migrate(config.databaseUrl)
const count = Number(process.argv[2] ?? 50_000)
const filledAt = performance.now()
const actor = (await filledBefore(count)) ?? (await fill(await createActor(), count))
const fillSeconds = (performance.now() - filledAt) / 1_000
const middle = textOf(Math.floor(count / 2 / 20) * 20)
const middleChinese = textOf(Math.floor(count / 2 / 20) * 20 + messagesPerConversation)
const searches = {
  'rare word': middle.split(' ').toSorted((a, b) => b.length - a.length)[0] ?? '',
  'six words': middle.split(' ').slice(2, 8).join(' '),
  'commonest word': 'the',
  'two common words': `${middle.split(' ')[1] ?? ''} the`,
  'one character': textOf(messagesPerConversation).slice(0, 1),
  'Chinese phrase': middleChinese.slice(10, 18),
  'in no message': 'never zzyzx',
}
for (const [kind, search] of Object.entries(searches)) {
  const first = await searchMessages(actor, { search, limit: 20 })
  const figures = await timed(async () => (await searchMessages(actor, { search, limit: 20 })).items)
  const next = first.nextCursor === null ? undefined : await timed(async () => (await searchMessages(actor, { search, limit: 20, cursor: first.nextCursor })).items)
  process.stdout.write(`${JSON.stringify({ kind, search, ...figures, nextPageP95Ms: next?.p95Ms })}\n`)
}
const titles = await timed(async () => searchTitles(actor, { search: searches['in no message'], limit: 20 }))
const terms = await db.messageTerm.count()
process.stdout.write(`${JSON.stringify({ database: isPostgres(config.databaseUrl) ? 'postgres' : 'sqlite', messages: count, conversations: count / messagesPerConversation, terms, fillSeconds: rounded(fillSeconds, 0), titlesP95Ms: titles.p95Ms })}\n`)
process.exit(0)
