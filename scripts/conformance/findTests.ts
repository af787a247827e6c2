import { globSync, readFileSync } from 'node:fs'

export interface NamedTest {
  readonly file: string
  readonly title: string
  readonly ids: readonly string[]
}

const id = String.raw`(?:S\dN?-\d\d|[CX]\d{2,3})`
/** A title that begins with ids: 'S0-12 C14 creates a conversation'. */
const title = new RegExp(String.raw`(['"\`])((?:${id} )+)((?:(?!\1|\n|\\).|\\.)+)\1`, 'g')

/** The tests of the repository, or blocks of them, that carry ids at the beginning of their titles. */
export function findTests(cwd: string): NamedTest[] {
  const files = globSync(['{app,server,components,scripts,prisma,bench}/**/*.test.{ts,tsx}', 'e2e/**/*.spec.ts'], { cwd, exclude: (path) => path.includes('node_modules') })
  return files.toSorted().flatMap((file) => testsIn(file, readFileSync(`${cwd}/${file}`, 'utf8')))
}

export function testsIn(file: string, source: string): NamedTest[] {
  return [...source.matchAll(title)].map(([, quote = '', ids = '', words = '']) => ({ file, title: words.replaceAll(`\\${quote}`, quote), ids: ids.trim().split(' ') }))
}
