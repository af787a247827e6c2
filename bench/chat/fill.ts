// Writes a person with a session and the two conversations of `filledSchema` into the database of BENCH_FOLDER; prints where they are.
import '@/bench/temporary'
import { generatedPassage } from '@/bench/corpus'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import { createPerson } from '@/server/testing/people'
import { signIn } from '@/server/testing/requests'

const person = await createPerson()
const owner = { tenantId: person.tenantId, ownerId: person.userId }

/** A conversation of `questions` questions with their answers, in each of which stands what `extra` says. */
async function converse(title: string, questions: number, extra: (at: number) => string): Promise<string> {
  const conversationId = newId()
  const ids = Array.from({ length: 2 * questions }, newId)
  const messages = ids.map((id, at) => {
    const isAnswer = at % 2 === 1
    const content = isAnswer ? `**Answer ${at}.** ${generatedPassage(at).text}\n\n- one\n- two\n- three${extra(at)}` : `Question ${at}: ${generatedPassage(at).text.slice(0, 80)}?`
    return { id, ...owner, conversationId, parentId: ids[at - 1] ?? null, seq: at + 1, role: isAnswer ? ('assistant' as const) : ('user' as const), content, ...(isAnswer ? { modelId: 'openai/fake-chat' } : {}) }
  })
  await db.conversation.create({ data: { id: conversationId, ...owner, title, headId: ids.at(-1) ?? null } })
  await db.message.createMany({ data: messages })
  return conversationId
}

const conversationId = await converse('A thousand messages', 500, (at) => `\n\n\`\`\`ts\nconst answer = ${at}\n\`\`\``)
const proseId = await converse('Twenty messages', 10, () => '')
process.stdout.write(`${JSON.stringify({ cookie: await signIn(person), conversationId, proseId })}\n`)
process.exit(0)
