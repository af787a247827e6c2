import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseAst } from 'vitest/node'
import { z } from 'zod'
import { server } from '@/components/i18n/messages/zh-CN/server'
import { defaultInstructions } from '@/server/assistants/schema'

/** Where no word is for the people of the interface. */
const silentFiles: readonly string[] = [
  // Told to who starts the server, at the terminal.
  'server/config.ts',
  // Told to a model.
  'server/chat/prompt.ts',
  'server/chat/offeredTools.ts',
  'server/chat/rewrite.ts',
  'server/chat/summarise.ts',
  'server/models/providers/rerankPrompt.ts',
  // Questions, which are in the language of the heading that they ask about.
  'server/evaluation/suggest.ts',
  // Names of models.
  'server/models/registry/seed.ts',
  // SQL, and faults of our code with it.
  'server/sqlite.ts',
  'server/syncedTogether.ts',
  // Answers, which are in the language of the question.
  'server/models/providers/builtin/model.ts',
]

/** Doors for programs, which are answered in the language of their documents. */
const programs = ['server/rest/**', 'server/dialects/**', 'server/openai/**', 'server/mcp/**', 'app/api/rest/**', 'app/api/openai/**', 'app/api/mcp/**']

/** What reads as a sentence and is none, or is never seen in the interface. */
const unseen: readonly string[] = [
  // Only a client that is not our page can cause these.
  'Say which format: ?format=json or ?format=markdown',
  'Send the files as multipart/form-data',
  'Say which knowledge base: ?knowledgeBaseId=…',
  // What an assistant begins with, in the language of models.
  defaultInstructions,
  'Say which chat: ?conversationId=… or ?draftId=…',
  // Faults of our code, which no request causes.
  'A version must be a whole number',
  // The technical reason within another sentence.
  'GET /models answered {}',
  // Words that a reader puts into the text of a document.
  'Notes: ',
  'Notes: {}',
  // What a model reads of a tool.
  'The tool failed: ',
  // What a model is tried with.
  'Answer with the one word: ready',
  'Which one is red?',
  'A red comet',
  'A ship',
  // Format codes of spreadsheets.
  'h:mm AM/PM',
  'h:mm:ss AM/PM',
  'yyyy-mm-dd h:mm',
  // Names and headers.
  'New session',
  'Brave Search',
  'Parley guide.md',
  'Parley 指南.md',
  'Bearer {}',
  'Documents ({})',
  'GET, POST, PUT, PATCH, DELETE, OPTIONS',
  'Mozilla/5.0 (compatible; Parley)',
]

/** Where words are put together to sentences, so that also those that begin in lower case are said. */
const composing = /^server\/(?:ingestion\/(?:parser\/|read\.ts)|models\/providerFailure\.ts|.+\/schema\.ts)/

const nodeSchema = z.looseObject({ type: z.string() })
const stringSchema = z.object({ type: z.literal('Literal'), value: z.string() })
const templateSchema = z.object({ type: z.literal('TemplateLiteral'), quasis: z.array(z.object({ value: z.object({ cooked: z.string() }) })) })
const callSchema = z.object({
  type: z.literal('CallExpression'),
  callee: z.object({ name: z.string().optional(), object: z.object({ name: z.string().optional() }).optional() }),
  arguments: z.array(z.unknown()),
})

interface Words {
  readonly file: string
  /** A text of the code; `{}` is a value in it. */
  readonly text: string
  /** It is the noun of a sentence that `notFound` makes. */
  readonly isNoun: boolean
}

/** Every text in a tree of code, but module names, types and what is written to the log. */
function wordsIn(file: string, value: unknown, isNoun = false): Words[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => wordsIn(file, item, isNoun))
  const node = nodeSchema.safeParse(value).data
  if (node === undefined || node.type === 'ImportDeclaration' || node.type.startsWith('TSType') || node.type === 'TSLiteralType') return []
  // SQL.
  if (node.type === 'TaggedTemplateExpression') return []
  const call = callSchema.safeParse(node).data
  if (call?.callee.object?.name === 'log') return []
  if (call?.callee.name === 'notFound') return wordsIn(file, call.arguments, true)
  const text = stringSchema.safeParse(node).data?.value ?? templateSchema.safeParse(node).data?.quasis.map((part) => part.value.cooked).join('{}')
  const own = text === undefined ? [] : [{ file, text, isNoun }]
  return [...own, ...Object.values(node).flatMap((child) => wordsIn(file, child))]
}

// zBad*: what scripts/importRules.test.ts puts there for a moment.
const files = globSync(['server/**/*.ts', 'app/api/**/*.ts'], { exclude: [...programs, '**/*.test.ts', 'server/testing/**', '**/zBad*', '**/zBad/**'] }).filter((file) => !silentFiles.includes(file))
const words = files.flatMap((file) => wordsIn(file, parseAst(readFileSync(file, 'utf8'), { lang: 'ts' })))

/** Two words at least, the first with a capital, in quotes or a value; where sentences are put together, any two words of letters. */
function isSaid({ file, text, isNoun }: Words): boolean {
  const start = composing.test(file) ? /^(?:[\p{L}“\d]|\{\} [a-z])[^=]* [^=]*$/u : /^(?:[A-Z“][^\n]* |\{\} [a-z]+(?: |$))/
  return isNoun || start.test(text)
}

const { sentences, parts } = server
const entries = [sentences, ...Object.values(parts)].flatMap((templates) => Object.entries(templates))
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
const nameless = (text: string): string => text.replaceAll(/\{\w+\}/g, '{}')
const keys = new Set(entries.map(([english]) => nameless(english)))

test('C128 every sentence of the server has its Chinese', () => {
  const missing = words.filter((found) => isSaid(found) && !unseen.includes(found.text) && !keys.has(found.text))
  expect(missing.map(({ file, text }) => `${file}: ${text}`)).toEqual([])
})

test('every sentence in the table is still said by the server', () => {
  const said = new Set(words.map(({ text }) => text))
  expect([...keys].filter((text) => !said.has(text))).toEqual([])
  expect(unseen.filter((text) => !said.has(text))).toEqual([])
})

test('every entry is filled with the same values in both languages, and none is empty', () => {
  const different = entries.filter(([english, chinese]) => placeholders(english).toSorted().join() !== placeholders(chinese).toSorted().join())
  expect(different).toEqual([])
  expect(entries.filter(([, chinese]) => chinese.trim() === '')).toEqual([])
})

test('every part belongs to a value of a sentence', () => {
  const names = new Set(Object.keys(sentences).flatMap(placeholders))
  expect(Object.keys(parts).filter((name) => !names.has(name))).toEqual([])
})
