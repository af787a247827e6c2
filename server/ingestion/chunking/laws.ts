import { Divisions } from '@/server/ingestion/chunking/divisions'
import { chineseNumber, englishNumber } from '@/server/ingestion/chunking/numbers'
import { nothingFound } from '@/server/ingestion/chunking/nothingFound'
import type { Method } from '@/server/ingestion/chunking/method'
import { whole } from '@/server/ingestion/chunking/sizes'
import type { Sizes } from '@/server/ingestion/chunking/sizes'

/** What follows a reference such as 第十二条规定 and never a division's own number. */
const noReference = String.raw`(?!\s*(?:规定|[的所及和或与至、，；第款项以]))`

const kinds = [
  { level: 11, pattern: new RegExp(`^第${chineseNumber}(?:分编|编|部分|卷)${noReference}`), isUnit: false },
  { level: 11, pattern: new RegExp(`^(?:PART|Part|TITLE|Title|BOOK|Book|ANNEX|Annex|SCHEDULE|Schedule|APPENDIX|Appendix)\\s+${englishNumber}`, 'u'), isUnit: false },
  { level: 11, pattern: /^附[件录]\s*[一二三四五六七八九十\d]{0,3}(?=$|[\s:：])/, isUnit: false },
  { level: 12, pattern: new RegExp(`^第${chineseNumber}章${noReference}`), isUnit: false },
  { level: 12, pattern: /^(?:总|分|附)\s*则$/, isUnit: false },
  { level: 12, pattern: new RegExp(`^(?:CHAPTER|Chapter)\\s+${englishNumber}`, 'u'), isUnit: false },
  { level: 13, pattern: new RegExp(`^第${chineseNumber}节${noReference}`), isUnit: false },
  // In some laws sections hold the articles, in others they are the articles.
  { level: 13, pattern: new RegExp(`^(?:SECTION|Section|SEC\\.|Sec\\.)\\s*${englishNumber}`, 'u'), isUnit: true },
  { level: 14, pattern: new RegExp(`^第${chineseNumber}条(?:之[一二三四五六七八九十])?(?:\\s*【[^】]{1,40}】)?${noReference}`), isUnit: true },
  { level: 14, pattern: new RegExp(`^(?:ARTICLE|Article|Art\\.)\\s*${englishNumber}`, 'u'), isUnit: true },
  { level: 14, pattern: /^§§?\s*\d{1,4}[a-z]?(?![\w(])/, isUnit: true },
] as const satisfies { level: number; pattern: RegExp; isUnit: boolean }[]

/** Laws and contracts: an article is a chunk, and stands under its part, chapter and section. */
export function laws(sizes: Sizes): Method {
  const divisions = new Divisions({
    recognise({ text }) {
      for (const { level, pattern, isUnit } of kinds) {
        const label = pattern.exec(text)?.[0]
        if (label !== undefined) return { level, label, isNumbered: true, isUnit, sizes: isUnit ? whole(sizes) : sizes }
      }
      return undefined
    },
  })
  return { sizes, marks: (page) => divisions.marks(page), warnings: () => (divisions.isFound ? [] : [nothingFound('articles')]) }
}
