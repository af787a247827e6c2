import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { z } from 'zod'

/** Every id of ours is a lower-case UUID; checked here, once, before it reaches SQL or a vector-store predicate. */
export const idSchema = z.uuid()

/** A new UUIDv7: ids of later records sort after those of earlier ones. */
export function newId(): string {
  return v7()
}

/** The same UUID (version 8, RFC 9562) for the same parts: writing a derived record again is the same record. */
export function derivedId(...parts: (string | number)[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
