// Runs before `npm start`, `npm test`, `npm run dev` and `npm run check`, on whatever Node the machine has: installs the packages when
// they are missing or older than package-lock.json. Everything after it runs on the Node that is among those packages.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const isInstalled = () => {
  const marker = 'node_modules/.package-lock.json'
  return existsSync(marker) && statSync(marker).mtimeMs >= statSync('package-lock.json').mtimeMs
}

if (!isInstalled()) {
  process.stdout.write('Installing packages (once, about a minute)\n')
  const npm = process.env.npm_execpath
  // Not `npm ci`: a lock file written on one system may lack the native packages of another, and ci refuses to add them.
  const args = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = npm === undefined ? spawnSync('npm', args, { stdio: 'inherit' }) : spawnSync(process.execPath, [npm, ...args], { stdio: 'inherit' })
  if (status !== 0) {
    process.stderr.write('The packages could not be installed; npm says why above\n')
    process.exit(1)
  }
}
