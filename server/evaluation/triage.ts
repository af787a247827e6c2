import { type Actor, visibleTo } from '@/server/auth/actor'
import { db } from '@/server/database'
import type { TriageItem } from '@/server/evaluation/schema'
import * as knowledge from '@/server/knowledge/service'

const maxItems = 20
const excerptCharacters = 300

/**
 * The actor's answers with a thumb down that a base was asked for, the newest first: what the test set should learn from. One leaves when its
 * question becomes a test question, or the thumb is taken back. @throws AppError not_found.
 */
export async function triage(actor: Actor, knowledgeBaseId: string): Promise<TriageItem[]> {
  await knowledge.requireAll(actor, [knowledgeBaseId])
  const inBase = { some: { knowledgeBaseId } }
  const [answers, asked] = await Promise.all([
    db.message.findMany({
      where: { ...visibleTo(actor), role: 'assistant', feedback: 'down', OR: [{ citations: inBase }, { conversation: { knowledgeBases: inBase } }, { conversation: { assistant: { knowledgeBases: inBase } } }] },
      orderBy: { id: 'desc' },
      take: 5 * maxItems,
      select: { id: true, conversationId: true, content: true, feedbackText: true, createdAt: true, parent: { select: { content: true } } },
    }),
    db.testQuestion.findMany({ where: { knowledgeBaseId }, select: { question: true } }),
  ])
  const known = new Set(asked.map(({ question }) => question.trim()))
  return answers
    .flatMap(({ id, conversationId, content, feedbackText, createdAt, parent }) => {
      const question = parent?.content.trim() ?? ''
      return question === '' || known.has(question) ? [] : [{ id, conversationId, question, answer: content.slice(0, excerptCharacters), reason: feedbackText, createdAt }]
    })
    .slice(0, maxItems)
}
