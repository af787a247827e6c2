import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findTests, testsIn } from '@/scripts/conformance/findTests'
import { conformanceOf, pageOf, unknownIds } from '@/scripts/conformance/table'
import { root } from '@/scripts/paths'

test('ids are read at the beginning of titles', () => {
  // Written so that this file carries none of them.
  const ids = ['S0-12', 'C100', 'C01']
  const source = `test('${ids[0]} ${ids[1]} it\\'s made', f)\ntest.each([[1]])("${ids[2]} %s", f)\ntest('no ${ids[2]} here', f)`
  expect(testsIn('a.test.ts', source)).toEqual([
    { file: 'a.test.ts', title: "it's made", ids: ids.slice(0, 2) },
    { file: 'a.test.ts', title: '%s', ids: ids.slice(2) },
  ])
})

const tests = findTests(root())

test('every id that a test carries is documented', () => {
  expect(unknownIds(tests)).toEqual([])
})

test('docs/compatibility.md says what the tests show; npm run conformance writes it', () => {
  const page = readFileSync(root('docs/compatibility.md'), 'utf8')
  expect(pageOf(page, tests)).toBe(page)
  expect(conformanceOf(tests).documented).toBe(277)
})

describe('docs/compatibility.md', () => {
  const page = readFileSync(root('docs/compatibility.md'), 'utf8')
  const section = (title: string): string => page.split(`\n## ${title}\n`)[1]?.split(/\n##? /)[0] ?? ''

  test('C156 says what was left out', () => {
    for (const noun of ['canvas', 'memories', 'file manager', 'knowledge\ngraphs', 'related questions', 'speech']) expect(section('What was left out')).toContain(noun)
  })
})
