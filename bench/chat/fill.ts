// Writes a person with a session and a conversation of a thousand messages into the database of BENCH_FOLDER; prints what `filledSchema` says.
import '@/bench/temporary'
import { generatedPassage } from '@/bench/corpus'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { createPerson } from '@/server/testing/people'
import { signIn } from '@/server/testing/requests'

const questions = 500

const person = await createPerson()
const owner = { tenantId: person.tenantId, ownerId: person.userId }
const conversationId = newId()
const ids = Array.from({ length: 2 * questions }, newId)
const messages = ids.map((id, at) => {
  const isAnswer = at % 2 === 1
  const content = isAnswer ? `**Answer ${at}.** ${generatedPassage(at).text}\n\n- one\n- two\n- three\n\n\`\`\`ts\nconst answer = ${at}\n\`\`\`` : `Question ${at}: ${generatedPassage(at).text.slice(0, 80)}?`
  return { id, ...owner, conversationId, parentId: ids[at - 1] ?? null, seq: at + 1, role: isAnswer ? ('assistant' as const) : ('user' as const), content, ...(isAnswer ? { modelId: 'openai/fake-chat' } : {}) }
})
await db.conversation.create({ data: { id: conversationId, ...owner, title: 'A thousand messages', headId: ids.at(-1) ?? null } })
await db.message.createMany({ data: messages })
process.stdout.write(`${JSON.stringify({ cookie: await signIn(person), conversationId })}\n`)
process.exit(0)
