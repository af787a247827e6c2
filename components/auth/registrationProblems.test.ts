import { expect, test } from 'vitest'
import { registrationProblems } from '@/components/auth/registrationProblems'

const password = 'long enough'

test('a good draft has no problem', () => {
  expect(registrationProblems({ username: ' 小明 ', password })).toEqual({ username: undefined, password: undefined })
})

test.each([
  ['   ', 'usernameMissing'],
  ['a'.repeat(65), 'usernameTooLong'],
  ['two  spaces', 'usernameSigns'],
])('the username %j', (username, problem) => {
  expect(registrationProblems({ username, password }).username).toBe(problem)
})

test('a password that is too short or too long', () => {
  expect(registrationProblems({ username: 'ann', password: 'short' }).password).toBe('passwordTooShort')
  expect(registrationProblems({ username: 'ann', password: 'x'.repeat(129) }).password).toBe('passwordTooLong')
})
