import { expect, test } from 'vitest'
import { commonReason } from '@/components/documentList/commonReason'

const failing = (...reasons: (string | null)[]) => reasons.map((errorText) => ({ errorText }))

test('is what most documents failed for', () => {
  expect(commonReason(failing('locked', 'damaged', null, 'locked'))).toBe('locked')
})

test.each([[failing()], [failing(null, null)], [failing('locked', 'damaged')]])('is none of %j', (documents) => {
  expect(commonReason(documents)).toBeNull()
})
