import { expect, test } from 'vitest'
import { firstChoice, type KnowledgeBase, readinessOf } from '@/components/composer/choice'

const base = (id: string): KnowledgeBase => ({
  id,
  name: id,
  embeddingModel: 'builtin/lexical',
  documentCount: 1,
  readyCount: 1,
  liveCount: 0,
  failedCount: 0,
  chunkCount: 1,
  tokenCount: 10,
  description: '',
  avatar: null,
  language: null,
  retrieval: null,
  isGated: false,
  sharing: { may: 'manage', ownerName: null, team: null },
  activeIndexId: id,
  createdAt: '',
  updatedAt: '',
})

test('a new chat searches the only base there is', () => {
  expect(firstChoice(null, [base('a')]).knowledgeBaseIds).toEqual(['a'])
})

test('with several bases nothing is searched unasked, and what was used last is kept', () => {
  const bases = [base('a'), base('b')]
  expect(firstChoice(null, bases).knowledgeBaseIds).toEqual([])
  expect(firstChoice({ knowledgeBaseIds: ['b'], modelId: null }, bases).knowledgeBaseIds).toEqual(['b'])
})

test('who does not want questions reworded does not want it in the next conversation', () => {
  expect(firstChoice({ knowledgeBaseIds: [], modelId: null, rewrite: false }, []).rewrite).toBe(false)
  expect(firstChoice({ knowledgeBaseIds: [], modelId: null }, [])).not.toHaveProperty('rewrite')
})

test('a base that was deleted since is not chosen', () => {
  expect(firstChoice({ knowledgeBaseIds: ['gone', 'b'], modelId: null }, [base('a'), base('b')]).knowledgeBaseIds).toEqual(['b'])
})

test.each([
  [{ documentCount: 0, readyCount: 0, liveCount: 0 }, 'empty'],
  [{ documentCount: 2, readyCount: 2, liveCount: 0 }, 'ready'],
  [{ documentCount: 5, readyCount: 2, liveCount: 3 }, 'partly'],
  [{ documentCount: 1, readyCount: 0, liveCount: 1 }, 'reading'],
  [{ documentCount: 1, readyCount: 0, liveCount: 0 }, 'failed'],
])('%o is %s', (counts, expected) => {
  expect(readinessOf(counts)).toBe(expected)
})
