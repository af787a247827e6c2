// `npm run build:client`: the typed client as a package, dist/parley-client-<version>.tgz, which needs nothing of this repository. Another folder
// than dist may be named; it must be one from which this repository's packages are found.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from '@/scripts/paths'
import { clientTypes } from '@/server/rest/clientTypes'

const compilerOptions = { target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'], module: 'nodenext', moduleResolution: 'nodenext', strict: true, declaration: true, skipLibCheck: true, types: [] }
const manifestSchema = z.object({ version: z.string(), license: z.string(), dependencies: z.record(z.string(), z.string()) })

/** What the package depends on, in the versions of this repository. */
const needed = ['@trpc/client', '@trpc/server', 'eventsource-parser']

/** Builds the package into a folder and packs it. @returns the path of the tarball. */
function buildClient(target: string): string {
  const { version, license, dependencies } = manifestSchema.parse(JSON.parse(readFileSync(root('package.json'), 'utf8')))
  // Inside of the repository, so that the compiler finds what the sources import.
  const folder = join(target, 'client')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  cpSync(root('client/src'), join(folder, 'src'), { recursive: true })
  writeFileSync(join(folder, 'src/types.ts'), clientTypes())
  const manifest = {
    name: 'parley-client',
    version,
    license,
    description: 'The typed client of Parley: chats with models and documents, every answer with its sources.',
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20' },
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    files: ['dist'],
    dependencies: Object.fromEntries(needed.map((name) => [name, dependencies[name] ?? ''])),
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...compilerOptions, rootDir: 'src', outDir: 'dist' }, include: ['src'] }))
  cpSync(root('client/README.md'), join(folder, 'README.md'))
  cpSync(root('LICENSE'), join(folder, 'LICENSE'))
  execFileSync(process.execPath, [root('node_modules/typescript/bin/tsc'), '-p', folder], { stdio: 'inherit' })
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', target], { cwd: folder, encoding: 'utf8' })
  return join(target, packed.trim())
}

process.stdout.write(`${buildClient(process.argv[2] ?? root('dist'))}\n`)
