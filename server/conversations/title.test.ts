import { expect, test } from 'vitest'
import { titleFrom } from '@/server/conversations/title'

test.each([
  ['a short question as it is', 'What is an otter?', 'What is an otter?'],
  ['the first line that says something', '\n  \n  Look at this:\nfoo()', 'Look at this:'],
  ['80 characters uncut', 'x'.repeat(80), 'x'.repeat(80)],
  ['a long English line cut at a word', `${'word '.repeat(15)}incomprehensible ending of it`, `${"word ".repeat(15).trimEnd()}…`],
  ['a word that fits to the last character kept', `${'word '.repeat(15)}fives and more`, `${'word '.repeat(15)}fives…`],
  ['one endless word cut in the middle', 'x'.repeat(200), `${'x'.repeat(80)}…`],
  ['Chinese cut between characters', '水'.repeat(100), `${'水'.repeat(80)}…`],
  ['an emoji of several code points kept whole', '👩‍👩‍👧‍👦'.repeat(81), `${'👩‍👩‍👧‍👦'.repeat(80)}…`],
])('a title is %s', (_name, question, title) => {
  expect(titleFrom(question)).toBe(title)
})
