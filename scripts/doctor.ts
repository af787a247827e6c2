// `npm run doctor`: tries each part, and prints what to do about the one that fails. With `--repair` it mends what is stored first.
import { loadConfig } from '@/scripts/loadConfig'

await loadConfig()
const { checks } = await import('@/scripts/checks')

if (process.argv.includes('--repair')) {
  const { repairNow } = await import('@/scripts/repair')
  process.stdout.write(`Repair: ${await repairNow()}\n\n`)
}

const lastLine = (error: unknown): string => (error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error))

let failed = 0
for (const { part, look, fix } of checks) {
  try {
    process.stdout.write(`ok    ${part}: ${await look()}\n`)
  } catch (error) {
    failed += 1
    process.stdout.write(`FAIL  ${part}: ${lastLine(error)}\n      fix: ${fix}\n`)
  }
}
process.stdout.write(failed === 0 ? `\nAll ${checks.length} parts work\n` : `\n${failed} of ${checks.length} parts need attention\n`)
process.exit(failed === 0 ? 0 : 1)
