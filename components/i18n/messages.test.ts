import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTranslator, IntlErrorCode } from 'use-intl/core'
import { locales } from '@/components/i18n/locale'
import { messages } from '@/components/i18n/messages'

function sentences(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(Object(value)).flatMap(([key, child]) => sentences(child, path === '' ? key : `${path}.${key}`))
}

/** The names of what a sentence is filled with, `{count}` and `<link>` alike; `one {…}` opens a branch of a plural, not a name. */
function placeholders(sentence: string): string {
  const names = sentence.replaceAll(/(?:\b(?:zero|one|two|few|many|other)|=\d+) *\{/g, '').matchAll(/\{(\w+)|<(\w+)>/g)
  return [...new Set([...names].map((match) => match[1] ?? match[2] ?? ''))].toSorted().join()
}

const english = sentences(messages.en, '')
const chinese = new Map(sentences(messages['zh-CN'], ''))

test('C128 both languages have the same keys', () => {
  expect([...chinese.keys()].toSorted()).toEqual(english.map(([key]) => key).toSorted())
})

test('no sentence is empty', () => {
  expect([...english, ...chinese].filter(([, sentence]) => sentence.trim() === '')).toEqual([])
})

test('a sentence is filled with the same things in both languages', () => {
  const different = english.filter(([key, sentence]) => placeholders(sentence) !== placeholders(chinese.get(key) ?? ''))
  expect(different.map(([key]) => key)).toEqual([])
})

test.each(locales)('every sentence of %s can be parsed', (locale) => {
  const broken: string[] = []
  const t = createTranslator({
    locale,
    messages: { all: Object.fromEntries(sentences(messages[locale], '').map(([key, sentence]) => [key.replaceAll('.', '-'), sentence])) },
    onError: (error) => {
      if (error.code === IntlErrorCode.INVALID_MESSAGE) broken.push(error.message)
    },
  })
  for (const [key] of sentences(messages[locale], '')) t(`all.${key.replaceAll('.', '-')}`)
  expect(broken).toEqual([])
})

test('every area on disk is merged', () => {
  const files = readdirSync(join(import.meta.dirname, 'messages/en')).map((file) => file.replace('.json', ''))
  expect(Object.keys(messages.en).toSorted()).toEqual(files.toSorted())
})
