import { expect, test } from 'vitest'
import { safePath } from '@/components/auth/safePath'

test('a path of this site is kept with its query', () => {
  expect(safePath('/knowledge/7?tab=documents#top')).toBe('/knowledge/7?tab=documents#top')
})

test.each([undefined, '', 'knowledge', '//evil.example', '/\\evil.example', '/\t/evil.example', '/.//evil.example', '/a/..//evil.example', '/%2e//evil.example', 'https://evil.example/', 'javascript:alert(1)'])(
  '%j leads to the start page',
  (asked) => {
    expect(safePath(asked)).toBe('/')
  },
)
