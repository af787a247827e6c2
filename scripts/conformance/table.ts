import { documented } from '@/scripts/conformance/documented'
import type { NamedTest } from '@/scripts/conformance/findTests'

export interface Conformance {
  readonly documented: number
  readonly shown: number
  readonly missing: readonly string[]
}

const allIds = documented.flatMap(({ items }) => Object.keys(items))

export function conformanceOf(tests: readonly NamedTest[]): Conformance {
  const named = new Set(tests.flatMap(({ ids }) => ids))
  const missing = allIds.filter((id) => !named.has(id))
  return { documented: allIds.length, shown: allIds.length - missing.length, missing }
}

/** Ids that tests carry and nobody documented: typing errors. Those of settled contradictions (X…) and later additions (S4N-…) are in no table. */
export function unknownIds(tests: readonly NamedTest[]): string[] {
  return tests.flatMap(({ ids }) => ids).filter((id) => !allIds.includes(id) && !id.startsWith('X') && !id.startsWith('S4N-'))
}

/** Tests that are named for one id; the others are counted. */
const shownTests = 2

/** The page as it is kept in docs/compatibility.md: the words above the marker, and the tables below. */
export function pageOf(before: string, tests: readonly NamedTest[]): string {
  const { documented: total, shown, missing } = conformanceOf(tests)
  const sections = documented.map(({ title, items }) => `## ${title}\n\n| id | what | shown by |\n|---|---|---|\n${Object.entries(items).map(([id, what]) => `| ${id} | ${cell(what)} | ${shownBy(id, tests)} |`).join('\n')}\n`)
  const sum = `${shown} of ${total} are shown by tests.${missing.length === 0 ? '' : ` Not yet: ${missing.join(', ')}.`}`
  return `${before.split(marker)[0] ?? ''}${marker}\n\n${sum}\n\n${sections.join('\n')}`
}

const marker = '<!-- Made by npm run conformance from the titles of the tests; what stands below is overwritten. -->'

function shownBy(id: string, tests: readonly NamedTest[]): string {
  const found = tests.filter(({ ids }) => ids.includes(id))
  // Those that carry few ids are about this one.
  const best = found.toSorted((a, b) => a.ids.length - b.ids.length).slice(0, shownTests)
  const more = found.length > best.length ? `; ${found.length - best.length} more` : ''
  return best.length === 0 ? '–' : best.map(({ file, title }) => `${cell(title)} (\`${file}\`)`).join('; ') + more
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/[<>*_]/g, (sign) => `\\${sign}`)
