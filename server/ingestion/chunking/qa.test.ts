import { expect, test } from 'vitest'
import { cut, texts } from '@/server/testing/chunks'

const other = 'Some text of this file belongs to no question, so it was cut as general text'

test('lines that begin with Q and A are pairs, and an answer may have paragraphs', async () => {
  const { chunks, warnings } = await cut('qa', '# FAQ\n\nQ: How long is it?\nA: It is 11.4 kilometres long.\n\nIt climbs.\n\nQ2. Who proposed it? A: Ada.\n\n**Question:** When?\n\n**Answer:** In 1887.')
  expect(chunks.map(({ text }) => text)).toEqual(['# FAQ\n\nQ: How long is it?\nA: It is 11.4 kilometres long.\n\nIt climbs.', 'Q2. Who proposed it? A: Ada.', '**Question:** When?\n\n**Answer:** In 1887.'])
  expect(warnings).toEqual([])
})

test('问 and 答 are pairs', async () => {
  expect(await texts('qa', '问：堤建于何时？\n答：一八七四年。\n问：用什么砌成？\n答：玄武岩。\n\n问题3：谁建的？答：渔民。')).toEqual(['问：堤建于何时？\n答：一八七四年。', '问：用什么砌成？\n答：玄武岩。', '问题3：谁建的？答：渔民。'])
})

test('rows of two cells are pairs, and a header goes with the first', async () => {
  expect(await texts('qa', '| Question | Answer |\n|---|---|\n| Is it open? | Yes |\n| And dogs? | With a ticket |')).toEqual(['| Question | Answer |\n|---|---|\n| Is it open? | Yes |', '| And dogs? | With a ticket |'])
  expect(await texts('qa', '| 问题 | 答案 |\n| 堤有多长？ | 六千二百米 |\n| 谁建的？ | 渔民 |')).toEqual(['| 问题 | 答案 |\n| 堤有多长？ | 六千二百米 |', '| 谁建的？ | 渔民 |'])
  expect(await texts('qa', '| Is it open? | Yes |\n| And dogs? | No |')).toEqual(['| Is it open? | Yes |', '| And dogs? | No |'])
  expect(await texts('qa', 'Is it open?\tYes\nAnd dogs?\tNo')).toEqual(['Is it open?\tYes', 'And dogs?\tNo'])
})

test('a heading with a question mark and all under it is a pair', async () => {
  expect(await texts('qa', '# Help\n\n## What does it cost?\n\n4.50 crowns.\n\n### Children\n\nHalf.\n\n## 何时开放？\n\n每天。\n\n## Imprint\n\nUs.')).toEqual(['# Help\n\n## What does it cost?\n\n4.50 crowns.\n\n### Children\n\nHalf.', '## 何时开放？\n\n每天。', '## Imprint\n\nUs.'])
})

test('what an answer is cut into stands under its question', async () => {
  const { chunks } = await cut('qa', `Q: Why?\nA: ${'Because of this and that. '.repeat(150)}\n\n| And now? | ${'Nothing. '.repeat(400)}|`)
  const now = chunks.findIndex(({ text }) => text.startsWith('| And now?'))
  expect(now).toBeGreaterThan(2)
  expect(chunks.map(({ context }) => context)).toEqual(chunks.map((_, at) => (at === 0 || at === now ? '' : at < now ? 'Q: Why?' : 'And now?')))
})

test.each([
  ['Only words.', ['No questions with answers were found in this file, so it was cut as general text']],
  ['Q: Why?\nA: So.\n\n# Other\n\nWords.', [other]],
  ['Words first.\n\n| Why? | So |', [other]],
  ['| a | b | c |\n| d | e | f |\n\nQ: Why?\nA: So.', [other]],
  ['Q: Why?\n\nQ: How?\nA: So.', [other]],
])('text that is no pair is not lost, and its owner is told: %j', async (text, warnings) => {
  const result = await cut('qa', text)
  expect(result.chunks.map((one) => one.text).join('\n').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
  expect(result.warnings).toEqual(warnings)
})
