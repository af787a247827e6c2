// Lets Node run the TypeScript of this project as it stands: `@/server/ids` is `<root>/server/ids.ts`.
// Used by the scripts and by the parser process; Next and Vitest resolve the same alias from tsconfig.json.
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'

const root = new URL('..', import.meta.url)

/** The file that an import of our TypeScript means, or undefined for a package and for everybody else's imports. */
function sourceFile(specifier, parentUrl = '') {
  const isOurs = parentUrl.startsWith(root.href) && parentUrl.endsWith('.ts') && !parentUrl.includes('/node_modules/')
  if (!isOurs && !specifier.startsWith('@/')) return undefined
  if (!specifier.startsWith('@/') && !specifier.startsWith('.')) return undefined
  const url = specifier.startsWith('@/') ? new URL(specifier.slice(2), root) : new URL(specifier, parentUrl)
  return ['', '.ts'].map((end) => new URL(url.href + end)).find((file) => /\.\w+$/.test(file.pathname) && existsSync(file))
}

registerHooks({
  resolve(specifier, context, nextResolve) {
    const file = sourceFile(specifier, context.parentURL)
    return nextResolve(file === undefined ? specifier : file.href, context)
  },
})
