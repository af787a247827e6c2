import type { Owner } from '@/server/auth/actor'
import type { QuestionOnly } from '@/server/chat/schema'
import { type QuestionScope, questionScopeSchema } from '@/server/conversations/schema'
import { db } from '@/server/database'
import { notFound } from '@/server/errors'
import { readableBy } from '@/server/teams/access'

/** What a question names, with the names that it has now. @throws AppError not_found when one of them may not be read. */
export async function scopeFrom(owner: Owner, only: QuestionOnly): Promise<QuestionScope> {
  const [knowledgeBases, documents] = await Promise.all([
    db.knowledgeBase.findMany({ where: { id: { in: only.knowledgeBaseIds }, kind: 'standard', ...readableBy(owner) }, orderBy: { name: 'asc' }, select: { id: true, name: true } }),
    db.document.findMany({ where: { id: { in: only.documentIds }, knowledgeBase: { kind: 'standard', ...readableBy(owner) } }, orderBy: { name: 'asc' }, select: { id: true, name: true } }),
  ])
  if (knowledgeBases.length !== new Set(only.knowledgeBaseIds).size) throw notFound('knowledge base')
  if (documents.length !== new Set(only.documentIds).size) throw notFound('document')
  return { knowledgeBases, documents }
}

/** A base to be searched, in whole or some of its documents. */
export interface Searchable {
  readonly id: string
  readonly name: string
  readonly retrieval: unknown
}

/** What a question names itself, as far as it is still there to be read. */
export interface OwnScope {
  readonly bases: readonly Searchable[]
  readonly documents: readonly { readonly id: string; readonly name: string; readonly base: Searchable }[]
}

/** @param kept what the question keeps; null: it names nothing. */
export async function ownScope(owner: Owner, kept: unknown): Promise<OwnScope | null> {
  const scope = questionScopeSchema.nullable().catch(null).parse(kept)
  if (scope === null) return null
  const select = { id: true, name: true, retrieval: true } as const
  const [bases, documents] = await Promise.all([
    db.knowledgeBase.findMany({ where: { id: { in: scope.knowledgeBases.map(({ id }) => id) }, ...readableBy(owner) }, orderBy: { name: 'asc' }, select }),
    db.document.findMany({ where: { id: { in: scope.documents.map(({ id }) => id) }, knowledgeBase: readableBy(owner) }, orderBy: { name: 'asc' }, select: { id: true, name: true, knowledgeBase: { select } } }),
  ])
  return { bases, documents: documents.map(({ id, name, knowledgeBase }) => ({ id, name, base: knowledgeBase })) }
}
