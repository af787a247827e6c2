import { describe, expect, test } from 'vitest'
import { claimsIn } from '@/server/chat/support/claims'

const textsIn = (answer: string): string[] => claimsIn(answer).map(({ start, end }) => answer.slice(start, end))

describe('what claims something', () => {
  test.each([
    ['sentences, with the markers that stand behind them', 'Otters eat fish. [1] They sleep in holts [2]. Cubs stay.[1][3]', ['Otters eat fish. [1]', 'They sleep in holts [2].', 'Cubs stay.[1][3]']],
    ['Chinese sentences', '水獭吃鱼[1]。它们住在洞里。[2]', ['水獭吃鱼[1]。', '它们住在洞里。[2]']],
    ['items of lists, each by itself', '1. Trout [1]\n2. Eels [1]\n   - mostly at night', ['Trout [1]', 'Eels [1]', 'mostly at night']],
    ['quotations', '> Otters eat fish. [1]', ['Otters eat fish. [1]']],
    ['rows of a table and not its head', '| Animal | Food |\n|---|---|\n| Otter | fish [1] |\n| Beaver | bark [2] |', ['| Otter | fish [1] |', '| Beaver | bark [2] |']],
    ['a sentence whose line is wrapped', 'Otters eat\nfish every day [1].', ['Otters eat\nfish every day [1].']],
  ])('%s', (_name, answer, expected) => {
    expect(textsIn(answer)).toEqual(expected)
  })

  test.each([
    ['a greeting', 'Hello! Sure, happy to help.'],
    ['what leads over to a list', 'Otters eat the following animals:'],
    ['a heading, also a bold one', '## Food\n\n**Food**'],
    ['a question', 'Would you like to know more about otters?'],
    ['code', '```\nOtters eat fish.\n```'],
    ['a rule', '---'],
    ['an admission', 'The documents do not mention the age of otters. I could not find it.'],
    ['a Chinese admission', '文档中没有提到水獭的寿命。抱歉，我无法回答。'],
    ['a Chinese greeting', '你好！以下是相关内容：'],
    ['what leads over to quotations', 'No language model is configured, so these are the sentences of your documents that fit best:'],
  ])('not %s', (_name, answer) => {
    expect(textsIn(answer)).toEqual([])
  })

  test('its words are those that are read, and its sources those that it names', () => {
    expect(claimsIn('- **Otters** eat `fish`, as [the guide](https://example.com/1) says [2][1][2].')).toMatchObject([{ text: 'Otters eat fish, as the guide says .', ordinals: [2, 1] }])
  })
})
