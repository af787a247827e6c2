import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { root } from '@/scripts/paths'

/** Import types only, and a page loads nothing for them. */
const imports = /(?:^|\n)(?:import|export) (?!type )(?:[^'"]*? from )?'([^']+)'|\bimport\('([^']+)'\)/g

/** Dialogs that lead into the search lab, whose address is read with the schema of its settings; loaded when they are opened. */
const dialogsOfLab: readonly string[] = ['@/components/whyNot/WhyNotDialog', '@/components/evaluation/QuestionDialog']

const fileOf = (specifier: string): string | undefined =>
  ['.ts', '.tsx', '/index.ts'].map((ending) => `${specifier.slice(2)}${ending}`).find((path) => existsSync(root(path)))

/** Ways from a page to a package, through all that it loads at once or on demand. */
function waysTo(target: string, page: string): string[] {
  const seen = new Set<string>()
  const ways: string[] = []
  const follow = (path: string, way: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    for (const [, told, asked] of readFileSync(root(path), 'utf8').matchAll(imports)) {
      const specifier = told ?? asked ?? ''
      if (specifier === target) ways.push(`${way} > ${path}`)
      const isLoaded = asked === undefined || !dialogsOfLab.includes(asked)
      const file = isLoaded && /^@\/(?:components|server\/.*\/(?:schema|facts)$)/.test(specifier) ? fileOf(specifier) : undefined
      if (file !== undefined) follow(file, `${way} > ${path}`)
    }
  }
  for (const [, specifier = ''] of readFileSync(root(page), 'utf8').matchAll(imports)) {
    const file = specifier.startsWith('@/components/') ? fileOf(specifier) : undefined
    if (file !== undefined) follow(file, page)
  }
  return ways
}

test.each(['app/layout.tsx', 'app/(app)/layout.tsx', 'app/(app)/c/[id]/page.tsx', 'app/(app)/page.tsx', 'app/share/[token]/page.tsx', 'app/print/[id]/page.tsx'])('what %s brings to the browser validates without zod', (page) => {
  expect(waysTo('zod', page)).toEqual([])
})

test('a page with a form that validates in the browser is noticed', () => {
  expect(waysTo('zod', 'app/(auth)/sign-up/page.tsx').join('\n')).toContain('server/auth/schema.ts')
})
