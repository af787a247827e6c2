import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { root } from '@/scripts/paths'
import { variableNames } from '@/server/config'

const read = (path: string): string => readFileSync(root(path), 'utf8')
const pages = globSync(['*.md', 'docs/*.md'], { cwd: root() })
const scripts = Object.keys(z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json'))).scripts)

describe.each(pages)('%s', (page) => {
  const text = read(page)

  test('links to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = '']) => join(dirname(page), target))
    expect(links.filter((path) => !existsSync(root(path)))).toEqual([])
  })

  test('names files and folders that exist', () => {
    const named = [...text.matchAll(/`((?:app|server|components|prisma|scripts|e2e|bench|docs|public)\/[\w./[\]()-]+)`/g)].map(([, path = '']) => path)
    expect(named.filter((path) => !existsSync(root(path)))).toEqual([])
  })

  test('names npm scripts that exist', () => {
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !scripts.includes(name))).toEqual([])
  })
})

test('C121 .env.example names every variable, and no other', () => {
  const named = [...read('.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map(([, name = '']) => name)
  expect(named.toSorted()).toEqual([...variableNames].toSorted())
})
