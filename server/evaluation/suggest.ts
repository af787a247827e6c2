import type { Actor } from '@/server/auth/actor'
import { storedStringsSchema } from '@/server/chunks/schema'
import { db } from '@/server/database'
import type { Suggestion } from '@/server/evaluation/schema'
import { activeIndex } from '@/server/knowledge/indexes'
import { normalise } from '@/server/text/normalise'

const maxSuggestions = 10
const documentsRead = 20
const chunksRead = 100

/** What every document has says nothing about this one. */
const generic =
  /^(?:abstract|acknowledge?ments?|appendix|background|conclusions?|contents|discussion|faq|introduction|methods?|notes?|overview|preface|references|results|summary|table of contents|摘要|致谢|附录|背景|结论|目录|讨论|常见问题|引言|方法|备注|概述|前言|参考文献|结果|总结|小结)$/
/** `3.2`, `IV.`, `Chapter 4:`, `第三章`, `（二）`, `一、` before the words of a heading. */
const numbering = /^(?:(?:chapter|section|part|article)\s+)?(?:\d+(?:\.\d+)*|[IVX]+)[.):、：]*\s+|^第[\d一二三四五六七八九十百]+[章节節条條部篇]\s*[：:、]?\s*|^[（(]?[\d一二三四五六七八九十]+[）)、]\s*/i

/**
 * Questions that the headings of a base suggest, each with the first passage under its heading: a beginning of a test set, to be read
 * and reworded before it is kept. At most ten, from as many documents as there are, or from a single one; questions that are test questions
 * already are left out.
 */
export async function suggest(actor: Actor, knowledgeBaseId: string, onlyDocumentId?: string): Promise<Suggestion[]> {
  const { id: indexId } = await activeIndex(actor, knowledgeBaseId)
  const [entries, existing] = await Promise.all([
    db.indexedDocument.findMany({ where: { indexId, documentId: onlyDocumentId, activeVersion: { gt: 0 } }, orderBy: { id: 'desc' }, take: documentsRead, include: { document: { select: { name: true } } } }),
    db.testQuestion.findMany({ where: { knowledgeBaseId }, select: { question: true } }),
  ])
  const asked = new Set(existing.map(({ question }) => question))
  const byDocument: Suggestion[][] = []
  for (const { id, activeVersion, document } of entries) {
    const chunks = await db.chunk.findMany({ where: { indexedDocumentId: id, version: activeVersion, isEnabled: true }, orderBy: { index: 'asc' }, take: chunksRead })
    byDocument.push(
      chunks.flatMap(({ id: chunkId, documentId, headingPath, text }) => {
        const question = questionOf(storedStringsSchema.parse(headingPath).at(-1) ?? '')
        return question === null || asked.has(question) || !saysMuch(text) ? [] : [{ question, chunkId, documentId, documentName: document.name, text }]
      }),
    )
  }
  return inTurn(unambiguous(byDocument)).slice(0, maxSuggestions)
}

/** In the language of the heading; null when it says too little, or is written in a script that we have no question for. */
export function questionOf(heading: string): string | null {
  const topic = heading.replace(numbering, '').replace(/[.:。：]+$/, '').trim()
  const isChinese = /\p{Script=Han}/u.test(topic)
  if (generic.test(normalise(topic)) || topic.length > 60 || topic.length < (isChinese ? 2 : 5)) return null
  if (!/^[\p{Script=Han}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]+$/u.test(topic) || !/\p{L}/u.test(topic)) return null
  if (/[?？]$/.test(topic)) return topic
  return isChinese ? `关于“${topic}”，文档是怎么说的？` : `What do the documents say about “${topic}”?`
}

/** Longer than a caption or a line of a list. A Chinese character says about as much as three letters. */
const saysMuch = (text: string): boolean => text.length + 2 * (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 120

/** The first passage of each question, without the questions that two documents would answer. */
function unambiguous(byDocument: readonly (readonly Suggestion[])[]): Suggestion[][] {
  const firsts = byDocument.map((suggestions) => [...new Map(suggestions.toReversed().map((suggestion) => [normalise(suggestion.question), suggestion])).values()].toReversed())
  const counts = Map.groupBy(firsts.flat(), ({ question }) => normalise(question))
  return firsts.map((suggestions) => suggestions.filter(({ question }) => counts.get(normalise(question))?.length === 1))
}

/** The first of each list, then the second of each, and so on. */
function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat()
}
