import { headingMarks } from '@/server/ingestion/chunking/headings'
import { visibleLines } from '@/server/ingestion/chunking/lines'
import type { Mark, Method } from '@/server/ingestion/chunking/method'
import { whole } from '@/server/ingestion/chunking/sizes'
import type { Sizes } from '@/server/ingestion/chunking/sizes'
import type { Page } from '@/server/ingestion/parser/reading'

/** Slides written in Markdown are parted by such lines. */
const rule = /^(?:-{3,}|\*{3,}|_{3,})$/

/** Presentations: a page is a slide and a slide is a chunk, under its own title only. In a file without pages a rule or a major heading begins one. */
export function presentation(sizes: Sizes): Method {
  let hasPages = true
  return {
    sizes: whole(sizes),
    marks(page) {
      hasPages &&= page.page !== null
      return hasPages ? slide(page) : slidesOfText(page)
    },
    warnings: () => (hasPages ? [] : ['This file has no slides or pages, so it was cut at its rules and headings']),
  }
}

function* slide(page: Page): Generator<Mark> {
  yield { offset: 0, begins: 'always', heading: { level: 0, title: '' } }
  yield* headingMarks(page, () => 'never')
}

function* slidesOfText(page: Page): Generator<Mark> {
  let isAfterRule = false
  for (const { offset, text, heading } of visibleLines(page)) {
    if (isAfterRule) yield { offset, begins: 'always', heading: heading ?? { level: 0, title: '' } }
    else if (heading !== undefined) yield { offset, begins: heading.level <= 2 ? 'afterText' : 'never', heading }
    isAfterRule = rule.test(text)
  }
}
