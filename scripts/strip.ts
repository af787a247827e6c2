import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { strippedFolder, strippedPath, strippedStamp } from '@/scripts/stripped.mjs'

/** Leaves the server's TypeScript without its types in the folder of the build, where scripts/alias.mjs looks for it. */
export function strip(root: string): void {
  rmSync(join(root, strippedFolder), { recursive: true, force: true })
  mkdirSync(join(root, strippedFolder), { recursive: true })
  for (const source of globSync('server/**/*.ts', { cwd: root, exclude: ['**/*.test.ts', '**/*.d.ts'] })) {
    const file = join(root, source)
    const stat = statSync(file)
    writeFileSync(join(root, strippedPath(source)), stripTypeScriptTypes(readFileSync(file, 'utf8')) + strippedStamp(stat))
  }
}
