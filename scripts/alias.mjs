// Lets Node run the TypeScript of this project as it stands: `@/server/ids` is `<root>/server/ids.ts`.
// Used by the scripts and by the parser process; Next and Vitest resolve the same alias from tsconfig.json.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { strippedPath, strippedStamp } from './stripped.mjs'

const root = new URL('..', import.meta.url)

/** The file that an import of our TypeScript means, or undefined for a package and for everybody else's imports. */
function sourceFile(specifier, parentUrl = '') {
  const isOurs = parentUrl.startsWith(root.href) && parentUrl.endsWith('.ts') && !parentUrl.includes('/node_modules/')
  if (!isOurs && !specifier.startsWith('@/')) return undefined
  if (!specifier.startsWith('@/') && !specifier.startsWith('.')) return undefined
  const url = specifier.startsWith('@/') ? new URL(specifier.slice(2), root) : new URL(specifier, parentUrl)
  return ['', '.ts'].map((end) => new URL(url.href + end)).find((file) => /\.\w+$/.test(file.pathname) && existsSync(file))
}

/** What the build has left of a file of ours without its types: finding them takes a process half of its start. Undefined when the file is another by now. */
function stripped(url) {
  if (!url.startsWith(root.href) || !url.endsWith('.ts')) return undefined
  const file = new URL(strippedPath(url.slice(root.href.length)), root)
  if (!existsSync(file)) return undefined
  const source = readFileSync(file, 'utf8')
  return source.endsWith(strippedStamp(statSync(new URL(url)))) ? source : undefined
}

registerHooks({
  resolve(specifier, context, nextResolve) {
    const file = sourceFile(specifier, context.parentURL)
    return nextResolve(file === undefined ? specifier : file.href, context)
  },
})

// For programs of the server alone: where a `load` is registered, Node gives CommonJS modules a `require` without its extensions, and Next,
// which the scripts start, stops at that.
const program = pathToFileURL(process.argv[1] ?? '').href
if (program.startsWith(new URL('server/', root).href)) {
  registerHooks({
    load(url, context, nextLoad) {
      const source = stripped(url)
      return source === undefined ? nextLoad(url, context) : { format: 'module', source, shortCircuit: true }
    },
  })
}
