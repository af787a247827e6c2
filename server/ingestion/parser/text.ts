import { decodeText } from '@/server/ingestion/parser/encoding'
import type { Reading } from '@/server/ingestion/parser/reading'

/** Plain text in any encoding, as it is. */
export function readText(bytes: Uint8Array): Reading {
  return { pageCount: null, pages: [{ page: null, text: decodeText(bytes), headings: [] }] }
}
