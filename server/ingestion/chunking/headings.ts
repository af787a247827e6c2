import type { Border, Mark } from '@/server/ingestion/chunking/method'
import type { Heading, Page } from '@/server/ingestion/parser/reading'

/** Headings of these levels always begin a new chunk, unless only headings stand before them. */
const majorLevel = 2

/** What a heading of a level begins where nothing else is known of it. */
export function borderOf(level: number): Border {
  return level <= majorLevel ? 'afterText' : 'afterEnough'
}

/** The headings that the reader found, as marks. */
export function* headingMarks({ headings }: Page, begins: (heading: Heading) => Border = ({ level }) => borderOf(level)): Generator<Mark> {
  for (const heading of headings) yield { offset: heading.offset, begins: begins(heading), heading }
}
