import { type Data, type FixedSizeList, Float32, Int32, makeData, RecordBatch, Struct, Table, util, Utf8 } from 'apache-arrow'
import type { VectorRow } from '@/server/vectors/schema'
import { tableSchema, vectorType } from '@/server/vectors/tables'

/**
 * Rows as a table of LanceDB, column by column into the memory that is handed over. Made of objects by the libraries' own way, the same
 * takes longer than LanceDB takes to write it.
 */
export function rowTable(rows: readonly VectorRow[], dimensions: number): Table {
  const schema = tableSchema(dimensions)
  const children = [
    texts(rows.map(({ id }) => id)),
    texts(rows.map(({ indexId }) => indexId)),
    texts(rows.map(({ documentId }) => documentId)),
    makeData({ type: new Int32(), length: rows.length, nullCount: 0, data: Int32Array.from(rows, ({ version }) => version) }),
    texts(rows.map(({ terms }) => terms)),
    vectors(rows.map(({ vector }) => vector), dimensions),
  ]
  return new Table(schema, new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children })))
}

function texts(values: readonly string[]): Data<Utf8> {
  const valueOffsets = new Int32Array(values.length + 1)
  values.forEach((value, at) => {
    valueOffsets[at + 1] = (valueOffsets[at] ?? 0) + Buffer.byteLength(value)
  })
  const data = Buffer.alloc(valueOffsets.at(-1) ?? 0)
  values.forEach((value, at) => data.write(value, valueOffsets[at] ?? 0))
  return makeData({ type: new Utf8(), length: values.length, nullCount: 0, valueOffsets, data })
}

/** Where there is no vector there are zeros that nobody reads. */
function vectors(values: readonly (Float32Array | null)[], dimensions: number): Data<FixedSizeList<Float32>> {
  const numbers = new Float32Array(values.length * dimensions)
  values.forEach((value, at) => value && numbers.set(value, at * dimensions))
  const missing = values.filter((value) => value === null).length
  const validity = missing === 0 ? {} : { nullBitmap: util.packBools(values.map((value) => value !== null)) }
  const child = makeData({ type: new Float32(), length: numbers.length, nullCount: 0, data: numbers })
  return makeData({ type: vectorType(dimensions), length: values.length, nullCount: missing, ...validity, child })
}
