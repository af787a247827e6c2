import { afterAll, expect, test, vi } from 'vitest'
import { ask } from '@/server/testing/chat'
import { addReadyDocument, createBase, documentText } from '@/server/testing/documents'
import { chineseDocx, englishPdf } from '@/server/testing/fixtures'
import { writeXlsx } from '@/server/testing/officeFiles'
import { createPerson } from '@/server/testing/people'
import { vectors } from '@/server/vectors/store'

// The built-in answerer quotes what answers, so what is cited is known.
vi.hoisted(() => {
  process.env.OPENAI_API_KEY = ''
})
afterAll(async () => (await vectors()).close())

const rows = [
  ['Model', 'Flow', 'Price'],
  ['AX-20', '20 litres', '189 euros'],
  ['AX-45', '45 litres', '265 euros'],
  ['BX-90', '90 litres', '449 euros'],
]
const csv = rows.map((row) => row.join(',')).join('\n')

test.each([
  ['a PDF', 'Osmere tramway.pdf', englishPdf(), 'How much does an ordinary ticket cost?', 'An ordinary ticket costs 4.50 crowns'],
  ['a Word file', '云岭邮路志.docx', chineseDocx(), '羽信从松溪镇送到雪门关限几日到达？', '限四日到达'],
  ['Markdown', 'notes.md', '# Otters\n\nThe otter sleeps in a holt. It eats a kilogram of fish.\n', 'Where does the otter sleep?', 'sleeps in a holt'],
  ['plain text', 'notes.txt', 'The otter sleeps in a holt. It eats a kilogram of fish.', 'Where does the otter sleep?', 'sleeps in a holt'],
  ['rows of a CSV file', 'pumps.csv', csv, 'What is the price of the AX-45?', '265 euros'],
  ['rows of a workbook', 'pumps.xlsx', writeXlsx([{ name: 'Pumps', rows }]), 'What is the price of the AX-45?', '265 euros'],
])('a source in %s is the place in its text that is opened', async (_name, file, content, question, words) => {
  const person = await createPerson()
  const base = await createBase(person)
  const { id, activeVersion } = await addReadyDocument(person, base, content, file)
  const { citations, support } = await ask(person, question, { modelId: 'builtin/extractive', knowledgeBaseIds: [base] })
  const text = await documentText(id, activeVersion)
  expect(citations.map(({ start, end }) => text.slice(start, end))).toEqual(citations.map(({ quote }) => quote))
  expect(citations.map(({ quote }) => quote.replaceAll(/\s+/g, ' ')).join(' ')).toContain(words)
  // What is quoted is supported by what it is quoted from.
  expect(support?.filter(({ supported }) => !supported)).toEqual([])
})
