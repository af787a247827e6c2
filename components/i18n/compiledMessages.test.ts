import format, { type CompiledMessage } from 'icu-minify/format'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { compiledMessages } from '@/components/i18n/compiledMessages'
import { formats } from '@/components/i18n/formats'
import { locales } from '@/components/i18n/locale'
import { messages } from '@/components/i18n/messages'

const formatters = {
  getNumberFormat: (...settings: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...settings),
  getDateTimeFormat: (...settings: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...settings),
  getPluralRules: (...settings: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...settings),
}

/** Each sentence as it is written, and what it was compiled to. */
function pairs(written: unknown, compiled: unknown): [string, CompiledMessage][] {
  if (typeof written === 'string') return [[written, Array.isArray(compiled) ? compiled : String(compiled)]]
  const parts = new Map(Object.entries(Object(compiled)))
  return Object.entries(Object(written)).flatMap(([key, part]) => pairs(part, parts.get(key)))
}

const inBrackets = (parts: unknown): string => `[${[parts].flat().join('')}]`

test.each(locales)('a sentence of %s that was read beforehand says what it says when it is read late', (locale) => {
  const all = pairs(messages[locale], compiledMessages(locale))
  expect(all.length).toBeGreaterThan(500)
  for (const [written, compiled] of all) {
    for (const value of [0, 1, 2, 1_234.5]) {
      const values = Object.fromEntries([...written.matchAll(/\{(\w+)|<(\w+)>/g)].map(([, name, tag]) => (tag === undefined ? [name, value] : [tag, inBrackets])))
      const late = new IntlMessageFormat(written, locale).format(values)
      expect([format(compiled, locale, values, { formats, formatters })].flat().join('')).toBe([late].flat().join(''))
    }
  }
})

test('a language is read once, into what a server component may hand to the browser', () => {
  expect(compiledMessages('en')).toBe(compiledMessages('en'))
  expect(compiledMessages('en')).toStrictEqual(JSON.parse(JSON.stringify(compiledMessages('en'))))
})
