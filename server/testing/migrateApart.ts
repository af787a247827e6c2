import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { root } from '@/scripts/paths'

/** Brings a database to the newest schema in a process of its own: two engines that do so at once get in each other's way. */
export async function migrateApart(url: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', root('scripts/alias.mjs'), root('scripts/migrate.ts')], { env: { ...process.env, DATABASE_URL: url } })
}
