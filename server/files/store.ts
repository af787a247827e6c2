import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { ReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { config } from '@/server/config'
import { AppError } from '@/server/errors'

/** What saving a stream leaves behind. `size` is in bytes, `sha256` in lower-case hexadecimal. */
export type StoredFile = { storageKey: string; size: number; sha256: string }

/** `ab/ab12….`: a random UUID in the folder of its first two letters. Nothing of the uploaded name ever becomes a path. */
export const storageKeySchema = z
  .string()
  .regex(/^[0-9a-f]{2}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .refine((key) => key.slice(0, 2) === key.slice(3, 5))

const filesDir = join(/* turbopackIgnore: true */ config.dataDir, 'files')
const temporaryDir = join(/* turbopackIgnore: true */ filesDir, 'tmp')

/** The absolute path of a stored file, which need not exist. @throws AppError not_found for a key that is not ours. */
export function filePath(storageKey: string): string {
  if (!storageKeySchema.safeParse(storageKey).success) throw new AppError('not_found', 'This file does not exist')
  return join(/* turbopackIgnore: true */ filesDir, storageKey)
}

/**
 * Writes a stream to a new file. The file appears under its key only when it is whole and on the disk; a stream that breaks
 * or passes `maxBytes` leaves nothing behind.
 * @throws AppError too_large when the stream has more than `maxBytes` bytes; whatever the stream throws.
 */
export async function saveFile(stream: AsyncIterable<Uint8Array>, { maxBytes }: { maxBytes: number }): Promise<StoredFile> {
  const name = randomUUID()
  const storageKey = `${name.slice(0, 2)}/${name}`
  const temporary = join(/* turbopackIgnore: true */ temporaryDir, name)
  const target = filePath(storageKey)
  await mkdir(temporaryDir, { recursive: true })
  try {
    const written = await writeTemporary(temporary, stream, maxBytes)
    await mkdir(dirname(target), { recursive: true })
    await rename(temporary, target)
    return { storageKey, ...written }
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

async function writeTemporary(path: string, stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  let size = 0
  await using file = await open(path, 'wx', 0o600)
  for await (const bytes of stream) {
    size += bytes.byteLength
    if (size > maxBytes) throw tooLarge(maxBytes)
    hash.update(bytes)
    await writeWhole(file, bytes)
  }
  // Before the rename: after a power cut there is a whole file or none.
  await file.sync()
  return { size, sha256: hash.digest('hex') }
}

/** A write may take fewer bytes than it was given. */
async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0
  while (done < bytes.byteLength) done += (await file.write(bytes, done)).bytesWritten
}

function tooLarge(maxBytes: number): AppError {
  const limit = maxBytes >= 1_000_000 ? `${Math.floor(maxBytes / 1_000_000)} MB` : `${maxBytes} bytes`
  return new AppError('too_large', `This file is larger than ${limit}; split it and upload the parts`)
}

/** A stream of a stored file's bytes; it emits ENOENT when the file is gone. */
export function openFile(storageKey: string): ReadStream {
  return createReadStream(filePath(storageKey))
}

/** Whether a stored file is there. */
export async function hasFile(storageKey: string): Promise<boolean> {
  try {
    return (await stat(filePath(storageKey))).isFile()
  } catch {
    return false
  }
}

/** Removes a stored file; one that is already gone is no error. */
export async function removeFile(storageKey: string): Promise<void> {
  await rm(filePath(storageKey), { force: true })
}

/** The keys of all files that were stored longer ago than `olderThanMs`, folder by folder. */
export async function* storedKeys(olderThanMs: number): AsyncGenerator<string[]> {
  for (const folder of await readdir(filesDir).catch(() => [])) {
    const keys = (await readdir(join(/* turbopackIgnore: true */ filesDir, folder)).catch(() => [])).map((name) => `${folder}/${name}`).filter((key) => storageKeySchema.safeParse(key).success)
    const isOld = await Promise.all(keys.map(async (key) => Date.now() - (await modifiedAt(filePath(key))) > olderThanMs))
    yield keys.filter((_, position) => isOld[position])
  }
}

/** In milliseconds; a file that is gone is as good as new. */
async function modifiedAt(path: string): Promise<number> {
  return stat(path).then((found) => found.mtimeMs, () => Number.POSITIVE_INFINITY)
}

/** Removes what a killed process left half written longer ago than `olderThanMs`; returns how many files that were. */
export async function sweepTemporaryFiles(olderThanMs: number): Promise<number> {
  await mkdir(temporaryDir, { recursive: true })
  let removed = 0
  for (const name of await readdir(temporaryDir)) {
    const path = join(/* turbopackIgnore: true */ temporaryDir, name)
    // An upload that ends in this moment renames its file away.
    if (Date.now() - (await modifiedAt(path)) < olderThanMs) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}
