import { crc32, deflateRawSync } from 'node:zlib'

/** An entry of an archive; it is stored as it is unless `isDeflated`. */
export type ZipEntry = { name: string; data: string | Uint8Array; isDeflated?: boolean }

/** A ZIP archive of these entries, names as they are given, however bad. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, data, isDeflated = false } of entries) {
    const raw = Buffer.from(data)
    const packed = isDeflated ? deflateRawSync(raw, { level: 9 }) : raw
    const common = fields([2, isDeflated ? 8 : 0], [4, 0], [4, crc32(raw)], [4, packed.length], [4, raw.length], [2, Buffer.byteLength(name)], [2, 0])
    // 0x800: names are UTF-8.
    const local = Buffer.concat([fields([4, 0x04034b50], [2, 20], [2, 0x800]), common, Buffer.from(name), packed])
    central.push(Buffer.concat([fields([4, 0x02014b50], [2, 20], [2, 20], [2, 0x800]), common, fields([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, directory.length], [4, offset], [2, 0])
  return Buffer.concat([...locals, directory, end])
}

/** Little-endian numbers, each of so many bytes. */
function fields(...values: readonly (readonly [bytes: number, value: number])[]): Buffer {
  return Buffer.concat(
    values.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes)
      field.writeUIntLE(value, 0, bytes)
      return field
    }),
  )
}
