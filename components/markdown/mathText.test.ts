import { expect, test } from 'vitest'
import { hasMath, normaliseMath } from '@/components/markdown/mathText'

test.each([
  ['inline parentheses', 'so \\(x^2\\) grows', 'so $$x^2$$ grows'],
  ['display brackets', 'so\n\\[\nx = 1\n\\]\nholds', 'so\n\n$$\nx = 1\n$$\n\nholds'],
  ['single dollars around a formula', 'where $E = mc^2$ holds', 'where $$E = mc^2$$ holds'],
  ['a single letter', 'let $n$ be', 'let $$n$$ be'],
  ['Chinese around a formula', '其中$a_1$为首项', '其中$$a_1$$为首项'],
])('%s become the one notation', (_, text, expected) => {
  expect(normaliseMath(text)).toBe(expected)
})

test.each([
  'it costs $5 and then $6',
  'between $5 and $10 a month',
  'already $$x$$',
  'code `$x_1$` stays',
  '```sh\necho "$HOME_$x_1$"\n```',
  'an escaped \\$x_1$ sign',
])('%s stays as it is', (text) => {
  expect(normaliseMath(text)).toBe(text)
})

test('a text without a formula does not ask for the formula renderer', () => {
  expect(hasMath('it costs $5 and then $6')).toBe(false)
  expect(hasMath('where $E = mc^2$ holds')).toBe(true)
})
