import { expect, test } from 'vitest'
import { sessionName } from '@/server/dialects/chatBackend/sessionName'

test.each([
  ['Short', 'Short'],
  ['Exactly twenty chars', 'Exactly twenty chars'],
  ['Exactly twenty chars and more', 'Exactly twenty chars'],
  ['What is the weather going to be', 'What is the weather'],
  ['Donaudampfschifffahrtsgesellschaft', 'Donaudampfschifffahr'],
  ['一二三四五六七八九十一二三四五六七八九十一二三', '一二三四五六七八九十一二三四五六七八九十'],
  ['👩‍🚀', '👩‍🚀'],
])('C24 X18 %j is shown as %j', (title, name) => {
  expect(sessionName(title)).toBe(name)
})
