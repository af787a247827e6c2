'use client'

import { useQueries } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/trpc'
import { type Candidate, SaveQuestionDialog } from '@/components/lab/SaveQuestionDialog'
import type { Retrieval } from '@/server/retrieval/schema'

/** What is found first is likely to be what was looked for. */
const proposed = 5

/** Proposes the passages that were expected, then the best candidates, sent or not. */
export function SaveQuestion({ baseId, question, expected, found, onClose }: { baseId: string; question: string; expected: readonly string[]; found: Retrieval | undefined; onClose: () => void }) {
  const trpc = useTRPC()
  const chunks = useQueries({ queries: expected.map((id) => trpc.chunks.get.queryOptions({ id }, { staleTime: 60_000 })) })
  if (chunks.some(({ isPending }) => isPending)) return null
  const known = chunks.flatMap(({ data }): Candidate[] => (data === undefined ? [] : [{ chunkId: data.id, label: data.text.slice(0, 200) }]))
  const others = (found?.trace ?? []).filter(({ chunkId }) => !expected.includes(chunkId)).slice(0, proposed)
  const candidates = [...known, ...others.map(({ chunkId, documentName, preview }) => ({ chunkId, label: `${documentName}: ${preview}` }))]
  return <SaveQuestionDialog baseId={baseId} question={question} candidates={candidates} expected={known.map(({ chunkId }) => chunkId)} onClose={onClose} />
}
