// Lets Node import the route files of `app`, which are written for Next: its packages by their short names, and JSON as a module.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (/^next\/[\w-]+$/.test(specifier)) return nextResolve(`${specifier}.js`, context)
    return specifier.endsWith('.json') ? { ...nextResolve(specifier, context), importAttributes: { type: 'json' } } : nextResolve(specifier, context)
  },
  load(url, context, nextLoad) {
    if (!url.endsWith('.json') || url.includes('/node_modules/')) return nextLoad(url, context)
    const value = JSON.parse(readFileSync(fileURLToPath(url), 'utf8'))
    const named = typeof value.version === 'string' ? `export const version = ${JSON.stringify(value.version)}\n` : ''
    return { format: 'module', shortCircuit: true, source: `${named}export default ${JSON.stringify(value)}` }
  },
})
