import { Divisions } from '@/server/ingestion/chunking/divisions'
import type { Found } from '@/server/ingestion/chunking/divisions'
import type { Line } from '@/server/ingestion/chunking/lines'
import type { Method } from '@/server/ingestion/chunking/method'
import { nothingFound } from '@/server/ingestion/chunking/nothingFound'
import { References } from '@/server/ingestion/chunking/references'
import { SectionNumbers } from '@/server/ingestion/chunking/sectionNumbers'
import { whole } from '@/server/ingestion/chunking/sizes'
import type { Sizes } from '@/server/ingestion/chunking/sizes'

/** An abstract stays whole up to this many tokens: journals allow 400 words at most. */
export const abstractTokens = 1_024

/** Sections that have a name and often no number. What follows the name is a line end, or for an abstract its text. */
const abstract = /^(?:Abstract|ABSTRACT|Summary|SUMMARY|摘\s*要|内容提要)(?=$|\s*[.:：—–-]|\s{2,})/
const references = /^(?:[\dIVX一二三四五六七八九十]{1,4}[.．、]?\s*)?(?:References|REFERENCES|Bibliography|BIBLIOGRAPHY|Works Cited|Literature Cited|参\s*考\s*文\s*献|引用文献)[\s:：]*$/
const named = /^(?:Introduction|INTRODUCTION|Related Work|RELATED WORK|Background|BACKGROUND|Methods?|METHODS?|Materials and Methods|Results|RESULTS|Discussion|DISCUSSION|Conclusions?|CONCLUSIONS?|Acknowledge?ments?|ACKNOWLEDGE?MENTS?|(?:[A-Z][.\s]\s*)?(?:Appendix|APPENDIX)(?:\s[A-Z])?|引\s*言|绪\s*论|前\s*言|结\s*[论语]|致\s*谢|附\s*录)$/


/** Papers: the abstract is one chunk, sections begin at their numbers and names, and every reference is a chunk. */
export function paper(sizes: Sizes): Method {
  const numbers = new SectionNumbers()
  const abstractSizes = whole({ ...sizes, limit: Math.max(sizes.limit, abstractTokens) })
  let list: References | undefined
  const divisions = new Divisions({
    recognise(line) {
      const found = sectionAt(line, numbers, abstractSizes)
      if (found !== undefined || line.heading !== undefined) list = references.test(line.text) ? new References() : undefined
      return found
    },
    *within(line) {
      for (const offset of list?.entriesOn(line) ?? []) yield { offset, begins: 'afterText', sizes: whole(sizes) }
    },
  })
  return { sizes, marks: (page) => divisions.marks(page), warnings: () => (divisions.isFound ? [] : [nothingFound('sections')]) }
}

function sectionAt({ text, heading, isApart }: Line, numbers: SectionNumbers, abstractSizes: Sizes): Found | undefined {
  const label = abstract.exec(text)?.[0]
  if (label !== undefined) return { level: 11, label, isNumbered: false, isUnit: true, endsAtHeading: true, sizes: abstractSizes }
  const number = isApart || heading !== undefined ? numbers.next(text) : undefined
  if (number !== undefined) return { level: 10 + number.depth, label: number.label, isNumbered: false, isUnit: false, begins: number.depth <= 2 ? 'afterText' : 'afterEnough' }
  return named.test(text) || references.test(text) ? { level: 11, label: text, isNumbered: false, isUnit: false } : undefined
}
