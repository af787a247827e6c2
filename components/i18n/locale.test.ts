import { expect, test } from 'vitest'
import { localeFrom } from '@/components/i18n/locale'

test('the chosen language wins over the browser', () => {
  expect(localeFrom('zh-CN', 'en-GB,en;q=0.9')).toBe('zh-CN')
})

test('without a choice the browser decides, by weight', () => {
  expect(localeFrom(undefined, 'fr, en;q=0.5, zh-TW;q=0.8')).toBe('zh-CN')
  expect(localeFrom(undefined, 'zh-Hans-CN')).toBe('zh-CN')
  expect(localeFrom(undefined, 'zh;q=0, en-US')).toBe('en')
})

test('a language that we do not speak, or nothing at all, is English', () => {
  expect(localeFrom('xx', null)).toBe('en')
  expect(localeFrom(undefined, 'fr-FR, *;q=0.1')).toBe('en')
})
