import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { config } from '@/server/config'
import { AppError } from '@/server/errors'
import { readDocument } from '@/server/ingestion/read'
import { nastyFiles } from '@/server/testing/nastyFiles'

type Outcome = { fails: string } | { text: string; warnings: string[] }

/** What the parser process makes of a file: its text as the blocks give it, or the sentence for its owner. */
async function outcomeOf(name: string, content: string | Uint8Array): Promise<Outcome> {
  const path = join(mkdtempSync(`${config.dataDir}-`), 'file')
  writeFileSync(path, content)
  let text = ''
  try {
    for await (const part of readDocument({ path, name })) {
      if (part.type === 'block') text = text.padEnd(part.start, '\n') + part.text
      if (part.type === 'end') return { text, warnings: part.warnings }
    }
  } catch (error) {
    if (error instanceof AppError) return { fails: error.message }
    throw error
  }
  throw new Error('the reading ended without its last part')
}

test.each(nastyFiles.filter(({ fails }) => fails !== undefined))('$name is refused: $fails', async ({ name, make, fails }) => {
  expect(await outcomeOf(name, make())).toEqual({ fails: expect.stringContaining(fails ?? '') })
})

test.each(nastyFiles.filter(({ reads }) => reads !== undefined))('$name is read', async ({ name, make, reads, warns = [] }) => {
  expect(await outcomeOf(name, make())).toEqual({ text: expect.stringContaining(reads ?? ''), warnings: warns.map((warning) => expect.stringContaining(warning)) })
})

test('every nasty file has one outcome, and no two have the same name', () => {
  expect(nastyFiles.filter(({ fails, reads }) => (fails === undefined) === (reads === undefined))).toEqual([])
  expect(new Set(nastyFiles.map(({ name }) => name)).size).toBe(nastyFiles.length)
})
