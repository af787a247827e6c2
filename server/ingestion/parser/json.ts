import { decodeText } from '@/server/ingestion/parser/encoding'
import { jsonText } from '@/server/ingestion/parser/jsonText'
import { cleanText } from '@/server/ingestion/parser/reading'
import type { Reading } from '@/server/ingestion/parser/reading'

/** JSON and JSON Lines, as a person would want to read it (see jsonText). What is no JSON is read as the text it is. */
export function readJson(bytes: Uint8Array): Reading {
  const source = decodeText(bytes)
  const text = readable(source)
  const warnings = text === undefined ? ['This file could not be understood as JSON and was read as plain text'] : []
  return { pageCount: null, pages: [{ page: null, text: text ?? source, headings: [] }], warnings }
}

function readable(source: string): string | undefined {
  try {
    const values = parseAll(source)
    return values === undefined ? undefined : cleanText(jsonText(values, source))
  } catch (error) {
    // Nested deeper than the stack of any program: nobody wrote that to be read.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** The one value of a file, or those of its lines; undefined when they are no JSON. */
function parseAll(source: string): unknown[] | undefined {
  const whole = parse(source)
  if (whole !== undefined) return [whole]
  const values: unknown[] = []
  for (const line of source.split('\n')) {
    if (line.trim() === '') continue
    const value = parse(line)
    if (value === undefined) return undefined
    values.push(value)
  }
  return values.length === 0 ? undefined : values
}

/** A value, or undefined for what is no JSON. */
function parse(source: string): unknown {
  try {
    return /\d{16}/.test(source) ? JSON.parse(source, exact) : JSON.parse(source)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A whole number beyond what JavaScript counts exactly is an id: it is kept as it is written. */
function exact(_key: string, value: unknown, context?: { source?: string }): unknown {
  const isRounded = typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
  return isRounded ? context?.source : value
}
