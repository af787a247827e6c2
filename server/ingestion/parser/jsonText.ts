import { tableLine } from '@/server/ingestion/parser/tableLine'

/** Records with more fields, or with a longer text in one of them, are read field by field: nobody can read such rows. */
const maxColumns = 30
const maxCell = 300
/** Rows that fewer cells fill are full of holes. */
const filledShare = 0.5

type JsonRecord = Readonly<Record<string, unknown>>

/**
 * JSON as text: records that are alike as the rows of a table with the names of their fields as header, other records field by field
 * with an empty line between them, a single object that holds a list of records as its own fields and that list, and anything else
 * as it stands, in indented lines.
 * @param values the one value of a file, or those of its lines.
 * @throws RangeError for values that are nested too deeply.
 */
export function jsonText(values: readonly unknown[], source: string): string {
  const [only] = values
  const all: readonly unknown[] = values.length === 1 && Array.isArray(only) ? only : values
  if (!areRecords(all)) return indented(values, source)
  return all === values && values.length === 1 ? objectText(all[0] ?? {}, values, source) : recordsText(all)
}

function objectText(object: JsonRecord, values: readonly unknown[], source: string): string {
  const lists = Object.entries(object).flatMap(([name, value]) => (Array.isArray(value) && value.length > 1 && areRecords(value) ? [{ name, records: value }] : []))
  const [list] = lists
  if (list === undefined || lists.length > 1) return indented(values, source)
  const { [list.name]: _list, ...others } = object
  return [recordText(others), `${list.name}:`, recordsText(list.records)].filter((part) => part !== '').join('\n\n')
}

function recordsText(records: readonly JsonRecord[]): string {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))]
  const rows = names.length > maxColumns ? undefined : rowsOf(records, names)
  return rows === undefined ? records.map(recordText).filter((text) => text !== '').join('\n\n') : [tableLine(names), ...rows.map(tableLine)].join('\n')
}

/** The cells of records that fit into rows, or undefined when they do not. */
function rowsOf(records: readonly JsonRecord[], names: readonly string[]): string[][] | undefined {
  let filled = 0
  const rows: string[][] = []
  for (const record of records) {
    const row = names.map((name) => (Object.hasOwn(record, name) ? cellText(record[name]) : ''))
    if (!row.every((cell) => cell !== undefined && cell.length <= maxCell)) return undefined
    const cells = row.map((cell) => cell ?? '')
    filled += cells.filter((cell) => cell !== '').length
    rows.push(cells)
  }
  return filled < filledShare * names.length * records.length ? undefined : rows
}

/** A value as one cell: a word, a number or a list of them; undefined for what has parts with names. */
function cellText(value: unknown): string | undefined {
  if (!Array.isArray(value)) return scalarText(value)
  const parts = value.map(scalarText)
  return parts.includes(undefined) ? undefined : parts.join(', ')
}

function scalarText(value: unknown): string | undefined {
  if (value === null) return ''
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** A record as lines `name: value`; parts of parts have the way to them as name. Empty values are left out. */
function recordText(record: JsonRecord): string {
  return [...fields(record, '')].map(([name, value]) => `${name}: ${value}`).join('\n')
}

function* fields(value: unknown, path: string): Generator<[name: string, value: string]> {
  const cell = cellText(value)
  if (cell === '') return
  if (cell !== undefined) yield [path, cell]
  else if (Array.isArray(value)) for (const [at, item] of value.entries()) yield* fields(item, `${path}[${at}]`)
  else if (isRecord(value)) for (const [name, part] of Object.entries(value)) yield* fields(part, path === '' ? name : `${path}.${name}`)
}

/** What somebody laid out in lines stays as it is; what a program wrote into one line is laid out here. */
function indented(values: readonly unknown[], source: string): string {
  const isLaidOut = source.trim().includes('\n') && !/\\u[\da-f]{4}/i.test(source)
  return isLaidOut ? source : values.map((value) => JSON.stringify(value, null, 2)).join('\n')
}

function areRecords(values: readonly unknown[]): values is readonly JsonRecord[] {
  return values.length > 0 && values.every(isRecord)
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
