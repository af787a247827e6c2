import { fileURLToPath } from 'node:url'

/** The absolute path of a file of this project. */
export function root(path = ''): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}
