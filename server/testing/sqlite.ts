// The SQLite databases of the tests: copies of one that was migrated before the run.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { migrateApart } from '@/server/testing/migrateApart'

/** Creates a database of the newest schema and returns its URL. */
export function createSqliteDatabase(file: string): string {
  copyFileSync(process.env.PARLEY_TEST_SQLITE ?? '', file)
  return `file:${file}`
}

/** Vitest's global set-up, before the run. The workers inherit where it is. */
export async function setup(): Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), 'parley-migrated-')), 'parley.db')
  await migrateApart(`file:${file}`)
  process.env.PARLEY_TEST_SQLITE = file
}

export function teardown(): void {
  rmSync(dirname(process.env.PARLEY_TEST_SQLITE ?? ''), { recursive: true })
}
