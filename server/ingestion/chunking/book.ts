import { Divisions } from '@/server/ingestion/chunking/divisions'
import { chineseNumber, englishNumber } from '@/server/ingestion/chunking/numbers'
import { nothingFound } from '@/server/ingestion/chunking/nothingFound'
import type { Method } from '@/server/ingestion/chunking/method'
import type { Sizes } from '@/server/ingestion/chunking/sizes'

const noReference = '(?![的中里])'

const kinds = [
  { level: 11, pattern: new RegExp(`^(?:第${chineseNumber}[卷部篇编集]|卷${chineseNumber})${noReference}`) },
  { level: 11, pattern: new RegExp(`^(?:PART|Part|BOOK|Book|VOLUME|Volume)\\s+${englishNumber}`, 'u') },
  { level: 12, pattern: new RegExp(`^第${chineseNumber}[章回]${noReference}`) },
  { level: 12, pattern: new RegExp(`^(?:CHAPTER|Chapter)\\s+${englishNumber}`, 'u') },
  { level: 13, pattern: new RegExp(`^第${chineseNumber}节${noReference}`) },
] as const satisfies { level: number; pattern: RegExp }[]

/** Chapters that have a name instead of a number; a line that says nothing else. */
const named = /^(?:Prologue|Epilogue|Preface|Foreword|Introduction|Afterword|Acknowledge?ments|PROLOGUE|EPILOGUE|PREFACE|FOREWORD|INTRODUCTION|AFTERWORD|序[章言幕]?|自序|前言|楔子|引[子言]|尾声|后记|跋)$/

/** Books: chapters begin chunks, which are twice as large as others, because a story is read in longer pieces. */
export function book(sizes: Sizes): Method {
  const divisions = new Divisions({
    recognise({ text }) {
      if (named.test(text)) return { level: 12, label: text, isNumbered: false, isUnit: false }
      for (const { level, pattern } of kinds) {
        const label = pattern.exec(text)?.[0]
        if (label !== undefined) return { level, label, isNumbered: true, isUnit: false, begins: level < 13 ? 'afterText' : 'afterEnough' }
      }
      return undefined
    },
  })
  // A chapter with headings only is one that the reader saw.
  let hasHeadings = false
  return {
    sizes,
    *marks(page) {
      hasHeadings ||= page.headings.length > 0
      yield* divisions.marks(page)
    },
    warnings: () => (divisions.isFound || hasHeadings ? [] : [nothingFound('chapters')]),
  }
}
