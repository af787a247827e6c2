import { expect, test } from 'vitest'
import { cut } from '@/server/testing/chunks'

test('a document is one chunk, whatever its headings and pages are', async () => {
  const paragraph = '海堤由当地渔民砌成。'.repeat(100)
  const { chunks, warnings } = await cut('one', `# One\n\n${paragraph}`, `# Two\n\n${paragraph}`)
  expect(chunks).toMatchObject([{ text: `# One\n\n${paragraph}\n\n# Two\n\n${paragraph}`, headingPath: ['One'] }])
  expect(warnings).toEqual([])
})

test('a document that is too long for a model is cut, and its owner is told', async () => {
  const { chunks, warnings } = await cut('one', 'A paragraph of some words that go on and on.\n\n'.repeat(1_500))
  expect(chunks).toHaveLength(3)
  expect(warnings).toEqual(['This document has more than 8,000 tokens, so it was cut into 3 chunks'])
})
