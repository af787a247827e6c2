import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { root } from '@/scripts/paths'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

function run(program: string, args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'inherit' }).status === 0
}

/** The path of a Chromium: one that is installed, else one that Playwright installs, else Debian's, where this is root. */
export function findChromium(): string | undefined {
  const there = (): string | undefined => [chromium.executablePath(), ...installed].find((path) => existsSync(path))
  const found = there()
  if (found !== undefined) return found
  process.stdout.write('\nNo Chromium is installed; installing one (once)\n')
  if (run(process.execPath, [root('node_modules/@playwright/test/cli.js'), 'install', 'chromium']) && there() !== undefined) return there()
  if (process.getuid?.() === 0 && run('apt-get', ['update', '-qq'])) run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'])
  return there()
}
