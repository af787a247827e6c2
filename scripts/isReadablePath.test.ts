import { expect, test } from 'vitest'
import { isReadablePath } from '@/scripts/isReadablePath'

test.each(['/', '/c/01a1', '/knowledge/%E6%8C%87', '/api/trpc/auth.me?input=%ff', '//x', '/%00'])('%j is read', (target) => {
  expect(isReadablePath(target)).toBe(true)
})

test.each([undefined, '', '*', 'http://127.0.0.1:4099/v1/models', '127.0.0.1:443', '/c/%ff', '/knowledge/%', '/api/files/%E6%8C'])('%j is refused', (target) => {
  expect(isReadablePath(target)).toBe(false)
})
