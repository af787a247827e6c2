// What `npm start` and `npm test` know of the build: how it is made, and whether it is older than what it is made from.
// `npm run build` makes it beforehand, as an image does.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '@/scripts/paths'
import { strip } from '@/scripts/strip'

export const buildProgram = [root('node_modules/next/dist/bin/next'), 'build']

const stamp = root('.next/parley-build')
const sources = ['app', 'components', 'server', 'public', 'proxy.ts', 'prisma/schema.prisma', 'next.config.mjs', 'package-lock.json', 'instrumentation.ts', 'instrumentation.node.ts', 'postcss.config.mjs']

export function isBuildStale(): boolean {
  return isOlder(stamp, Math.max(...sources.map((path) => newest(root(path)))))
}

/** Notes a build that succeeded. What changed since it began, in milliseconds of the epoch, may not be in it. */
export function noteBuild(startedAt: number): void {
  strip(root())
  writeFileSync(stamp, '')
  utimesSync(stamp, startedAt / 1_000, startedAt / 1_000)
}

/** Whether a file is absent or was changed before `than`. */
export function isOlder(path: string, than: number): boolean {
  return !existsSync(path) || statSync(path).mtimeMs < than
}

function newest(path: string): number {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const startedAt = Date.now()
  const { status } = spawnSync(process.execPath, buildProgram, { cwd: root(), stdio: 'inherit', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } })
  if (status === 0) noteBuild(startedAt)
  process.exit(status ?? 1)
}
