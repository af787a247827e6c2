import { eachGram, type Field, readRow, type RowReader, termHash } from '@/server/retrieval/ranking/scan'

/** How common words are in the searched bases, as BM25 needs it. */
export interface Statistics {
  readonly rows: number
  /** Mean lengths in terms. */
  readonly titleLength: number
  readonly bodyLength: number
  /** In how many of the rows a term occurs. */
  frequency(term: string): number
  /** In how many of the rows a word occurs that holds these characters. */
  gramFrequency(gram: number): number
}

/** In a few passages about one thing its words are in all of them, and say no less for that: fewer rows count as so many. */
const fewestRows = 50

/** Inverse document frequency in the form that is never negative (Lucene's BM25). */
export function inverseFrequency(rows: number, frequency: number): number {
  return Math.log(1 + (Math.max(rows, fewestRows) - frequency + 0.5) / (frequency + 0.5))
}

/** The last step of MurmurHash3: neighbouring numbers end far apart. */
function mixed(value: number, factor: number): number {
  const product = Math.imul(value ^ (value >>> 16), factor)
  return (product ^ (product >>> 13)) >>> 0
}

/** Grams and terms that are the same number must not be counted as the same thing. */
const gramSalt = 0x2545_f491

/** Counts, for each place of a table of hashes, the rows that hold something of that place. */
class Table {
  private readonly counts: Uint16Array
  private readonly lastRow: Uint16Array
  private readonly mask: number
  private readonly factor: number

  constructor(size: number, factor: number) {
    this.counts = new Uint16Array(size)
    this.lastRow = new Uint16Array(size)
    this.mask = size - 1
    this.factor = factor
  }

  mark(value: number, row: number): void {
    const place = mixed(value, this.factor) & this.mask
    if (this.lastRow[place] === row) return
    this.lastRow[place] = row
    this.counts[place] = (this.counts[place] ?? 0) + 1
  }

  count(value: number): number {
    return this.counts[mixed(value, this.factor) & this.mask] ?? 0
  }
}

/**
 * Counts rows per term in two tables of hashes rather than of strings (a count-min sketch; Cormode & Muthukrishnan, 2005): at most
 * 2 MB for an index of any size. A term looks more common than it is only when it shares both of its places.
 */
export class TermCounts implements Statistics, RowReader {
  rows = 0
  private titleTerms = 0
  private bodyTerms = 0
  private readonly tables: readonly [Table, Table]
  private row = ''
  private readonly markGram = (gram: number): void => this.mark(gram ^ gramSalt)

  /** @param expectedRows how many rows will be added, 65,535 at most. */
  constructor(expectedRows: number) {
    const size = 2 ** Math.min(18, Math.max(12, Math.ceil(Math.log2(expectedRows * 256 + 1))))
    this.tables = [new Table(size, 0x85eb_ca6b), new Table(size, 0xc2b2_ae35)]
  }

  /** Adds a row, as `indexedTerms` writes it. */
  add(row: string): void {
    this.rows += 1
    this.row = row
    readRow(row, this)
  }

  term(field: Field, start: number, end: number, hash: number, isAscii: boolean): void {
    if (field === 'title') this.titleTerms += 1
    else if (field !== 'keywords') this.bodyTerms += 1
    this.mark(hash)
    if (isAscii) eachGram(this.row, start, end, this.markGram)
  }

  pause(): void {}

  get titleLength(): number {
    return this.titleTerms / Math.max(1, this.rows)
  }

  get bodyLength(): number {
    return this.bodyTerms / Math.max(1, this.rows)
  }

  frequency(term: string): number {
    return this.count(termHash(term))
  }

  gramFrequency(gram: number): number {
    return this.count(gram ^ gramSalt)
  }

  private mark(value: number): void {
    this.tables[0].mark(value, this.rows)
    this.tables[1].mark(value, this.rows)
  }

  private count(value: number): number {
    return Math.min(this.tables[0].count(value), this.tables[1].count(value))
  }
}

/** Statistics of rows given as their indexed terms; at most 65,535 of them. */
export function statisticsOf(sample: readonly string[]): Statistics {
  const counts = new TermCounts(sample.length)
  for (const row of sample) counts.add(row)
  return counts
}

/** The statistics of several samples together. */
export function merged(parts: readonly Statistics[]): Statistics {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  const sum = (value: (part: Statistics) => number): number => parts.reduce((total, part) => total + value(part), 0)
  const rows = sum((part) => part.rows)
  return {
    rows,
    titleLength: sum((part) => part.titleLength * part.rows) / Math.max(1, rows),
    bodyLength: sum((part) => part.bodyLength * part.rows) / Math.max(1, rows),
    frequency: (term) => sum((part) => part.frequency(term)),
    gramFrequency: (gram) => sum((part) => part.gramFrequency(gram)),
  }
}
