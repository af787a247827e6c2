import type { Page, Reading } from '@/server/ingestion/parser/reading'

/** All that a reader gives, with its headings as the texts they stand before. */
export async function readAll(reading: Reading | Promise<Reading>): Promise<{ pages: Page[]; text: string; titles: string[]; warnings: readonly string[]; pageCount: number | null }> {
  const { pages: read, warnings = [], pageCount } = await reading
  const pages: Page[] = []
  for await (const page of read) pages.push(page)
  return { pages, text: pages.map(({ text }) => text).join('\n\n'), titles: pages.flatMap(({ headings }) => headings.map(({ level, title }) => `${level} ${title}`)), warnings, pageCount }
}
