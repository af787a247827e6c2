import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { root } from '@/scripts/paths'
import { strip } from '@/scripts/strip'
import { strippedPath } from '@/scripts/stripped.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-strip-'))
  mkdirSync(join(folder, 'scripts'))
  mkdirSync(join(folder, 'server'))
  for (const name of ['alias.mjs', 'stripped.mjs']) copyFileSync(root(`scripts/${name}`), join(folder, 'scripts', name))
  write('server/word.ts', "export const word: string = 'first'")
  write('server/main.ts', "import { word } from '@/server/word'\nprocess.stdout.write(word)")
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (path: string, text: string) => writeFileSync(join(folder, path), text)
const run = () => execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', join(folder, 'scripts/alias.mjs'), join(folder, 'server/main.ts')], { encoding: 'utf8' })

test('a program is what its sources say, with and without what the build has left of them', () => {
  expect(run()).toBe('first')
  strip(folder)
  expect(run()).toBe('first')
})

test('what the build has left is what runs, until its source changes', () => {
  strip(folder)
  const left = join(folder, strippedPath('server/word.ts'))
  writeFileSync(left, readFileSync(left, 'utf8').replace('first', 'built'))
  expect(run()).toBe('built')
  write('server/word.ts', "export const word: string = 'second'")
  expect(run()).toBe('second')
})

test('a source of the same length that was written at another time counts as changed', () => {
  strip(folder)
  write('server/word.ts', "export const word: string = 'third'")
  utimesSync(join(folder, 'server/word.ts'), 1_000_000, 1_000_000)
  expect(run()).toBe('third')
})
