import { useQueries } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useTRPC } from '@/components/api/trpc'
import { filledIn, type Outline, type Row } from '@/components/chat/rows'

/** Messages that are fetched together. */
const pageSize = 40
/** Pages that are kept up to date; those that were looked at longer ago are fetched again when they are looked at again. */
const maxPages = 8

const none: readonly Outline[] = []

export interface Earlier {
  /** What is before the last messages, as far as it is loaded. */
  readonly rows: readonly Row[]
  /** Fetches a message that is about to be seen, with those around it. */
  want: (id: string) => void
  /** Messages that could not be fetched, and another try. */
  readonly failed: ReadonlySet<string>
  retry: () => void
}

/** The messages of a conversation before its last ones: outlined all of them, loaded where somebody looks. */
export function useEarlier(conversationId: string | null, earlier: readonly Outline[] = none): Earlier {
  const trpc = useTRPC()
  const [wanted, setWanted] = useState<readonly string[]>([])
  const pages = useMemo(() => pagesOf(earlier), [earlier])
  // Another branch may be shown by now, with other pages.
  const open = wanted.filter((from) => pages.members.has(from))
  const { rows, failed, retry } = useQueries({
    queries: open.map((from) => trpc.conversations.messages.queryOptions({ id: conversationId ?? '', from, limit: pageSize }, { staleTime: 60_000 })),
    combine: useCallback(
      (results: readonly PageResult[]) => ({
        rows: filledIn(earlier, new Map(results.flatMap(({ data }) => data ?? []).map((message) => [message.id, message]))),
        failed: new Set(results.flatMap(({ isError, data }, at) => (isError && data === undefined ? (pages.members.get(open[at] ?? '') ?? []) : []))),
        retry: () => {
          for (const { isError, refetch } of results) if (isError) void refetch()
        },
      }),
      // oxlint-disable-next-line react-hooks/exhaustive-deps -- a list of the same pages is the same
      [earlier, pages, open.join()],
    ),
  })
  const want = useCallback(
    (id: string) => {
      const from = pages.startOf.get(id)
      if (from !== undefined) setWanted((before) => (before.at(-1) === from ? before : [...before.filter((other) => other !== from), from].slice(-maxPages)))
    },
    [pages],
  )
  return { rows, want, failed, retry }
}

interface PageResult {
  readonly data?: readonly Extract<Row, { content: string }>[] | undefined
  readonly isError: boolean
  refetch: () => unknown
}

/** The page of each message, by the id of its first one. */
function pagesOf(earlier: readonly Outline[]): { startOf: ReadonlyMap<string, string>; members: ReadonlyMap<string, readonly string[]> } {
  const startOf = new Map<string, string>()
  const members = new Map<string, readonly string[]>()
  for (let at = 0; at < earlier.length; at += pageSize) {
    const ids = earlier.slice(at, at + pageSize).map(({ id }) => id)
    const [first = ''] = ids
    members.set(first, ids)
    for (const id of ids) startOf.set(id, first)
  }
  return { startOf, members }
}
