'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/trpc'
import { ChunkDialog } from '@/components/chunks/ChunkDialog'
import { ErrorState } from '@/components/ui/ErrorState'

/** Changes a passage where it was found. */
export function EditPassage({ chunkId, onClose }: { chunkId: string; onClose: () => void }) {
  const chunk = useQuery(useTRPC().chunks.get.queryOptions({ id: chunkId }, { retry: false }))
  if (chunk.error) return <ErrorState message={chunk.error.message} onRetry={() => void chunk.refetch()} />
  if (chunk.data === undefined) return null
  return <ChunkDialog documentId={chunk.data.documentId} chunk={chunk.data} onClose={onClose} />
}
