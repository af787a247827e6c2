import { expect, test } from 'vitest'
import { asSpoken, completeSentences } from '@/components/chat/sentences'

test('only whole sentences are said, and none of them twice', () => {
  const first = completeSentences('One is here. Two is', 0)
  expect(first).toEqual({ spoken: 'One is here.', next: 12 })
  expect(completeSentences('One is here. Two is here too. ', first.next).spoken).toBe('Two is here too.')
})

test('a Chinese sentence ends without a space', () => {
  expect(completeSentences('第一句。第二', 0)).toEqual({ spoken: '第一句。', next: 4 })
})

test('a number with a point is not the end of a sentence', () => {
  expect(completeSentences('Version 3.5', 0)).toEqual({ spoken: '', next: 0 })
})

test('signs, markers and addresses are not read out', () => {
  expect(asSpoken('## Title\n- **Bold** [1] and `code` in [a link](https://example.com/)')).toBe('Title Bold and code in a link')
})
