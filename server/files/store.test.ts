import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { config } from '@/server/config'
import { filePath, openFile, removeFile, saveFile, sweepTemporaryFiles } from '@/server/files/store'

async function* parts(...pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}

/** Every file in the store, wherever it lies. */
function storedFiles(): string[] {
  const dir = join(config.dataDir, 'files')
  return existsSync(dir) ? readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name) : []
}

test('what was saved in odd pieces is read back byte for byte, and is gone once removed', async () => {
  const bytes = randomBytes(200_001)
  const saved = await saveFile(parts(bytes.subarray(0, 1), bytes.subarray(1, 70_000), new Uint8Array(0), bytes.subarray(70_000)), { maxBytes: 200_001 })
  expect(saved.size).toBe(200_001)
  expect(saved.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(await buffer(openFile(saved.storageKey))).toEqual(bytes)
  await removeFile(saved.storageKey)
  await removeFile(saved.storageKey)
  expect(existsSync(filePath(saved.storageKey))).toBe(false)
})

test('one byte too many is refused and leaves nothing behind', async () => {
  const before = storedFiles()
  await expect(saveFile(parts(new Uint8Array(10), new Uint8Array(1)), { maxBytes: 10 })).rejects.toMatchObject({ kind: 'too_large' })
  expect(storedFiles()).toEqual(before)
})

test('a stream that breaks leaves nothing behind', async () => {
  const before = storedFiles()
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(100)
    throw new Error('connection lost')
  }
  await expect(saveFile(broken(), { maxBytes: 1_000 })).rejects.toThrow('connection lost')
  expect(storedFiles()).toEqual(before)
})

test.each(['', '../../etc/passwd', 'ab/../../x', 'ab/cd000000-0000-4000-8000-000000000000', '/etc/passwd', 'ab/ab000000-0000-4000-8000-000000000000\0', 'ab\\ab000000-0000-4000-8000-000000000000'])(
  'the key %j is not a file of ours',
  (key) => {
    expect(() => filePath(key)).toThrow('does not exist')
  },
)

test('the sweep takes old half-written files and leaves young ones', async () => {
  await sweepTemporaryFiles(0)
  const old = join(config.dataDir, 'files/tmp/old')
  const young = join(config.dataDir, 'files/tmp/young')
  await writeFile(old, 'x')
  await writeFile(young, 'x')
  await utimes(old, 0, 0)
  expect(await sweepTemporaryFiles(60_000)).toBe(1)
  expect(existsSync(old)).toBe(false)
  expect(existsSync(young)).toBe(true)
})
