import type { useTranslations } from 'use-intl/react'
import { type Chunking, chunkMethods } from '@/server/ingestion/schema'

/** One line for a way of cutting, such as "General, about 256 tokens". */
export function chunkingSummary({ method, chunkTokens, overlapTokens }: Chunking, t: ReturnType<typeof useTranslations<'indexing.list'>>): string {
  const size = chunkMethods[method].timesChunkTokens === null ? [] : [t('size', { tokens: chunkTokens })]
  const overlap = overlapTokens === 0 ? [] : [t('overlap', { tokens: overlapTokens })]
  return [t(`methods.${method}`), ...size, ...overlap].join(', ')
}
