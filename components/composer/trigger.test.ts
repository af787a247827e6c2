import { expect, test } from 'vitest'
import { triggerAt } from '@/components/composer/trigger'

const at = (text: string, cursor = text.length) => triggerAt(text, cursor)

test('a # asks for a name at the beginning, behind a space, and behind Chinese', () => {
  expect(at('#')).toEqual({ start: 0, end: 1, search: '' })
  expect(at('What says #ott')).toEqual({ start: 10, end: 14, search: 'ott' })
  expect(at('请看#合同')).toEqual({ start: 2, end: 5, search: '合同' })
  expect(at('请看，＃合')).toEqual({ start: 3, end: 5, search: '合' })
  expect(at('line\n#x')).toEqual({ start: 5, end: 7, search: 'x' })
})

test('only the one that the cursor is at', () => {
  expect(at('#one and more', 4)).toEqual({ start: 0, end: 4, search: 'one' })
  expect(at('#one and more')).toBeNull()
})

test('a heading, a colour in a word and a doubled sign ask for nothing', () => {
  for (const text of ['# Title', 'C#', 'abc#def', '##', '## Title', '']) expect(at(text), text).toBeNull()
})

test('a long text is not read whole, nor is a name without end', () => {
  expect(at(`${'word '.repeat(20_000)}#x`)).toMatchObject({ search: 'x' })
  expect(at(`#${'x'.repeat(61)}`)).toBeNull()
})
