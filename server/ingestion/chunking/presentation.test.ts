import { expect, test } from 'vitest'
import { cut, places } from '@/server/testing/chunks'

test('a slide is a chunk under its own title, however short it is', async () => {
  const { chunks, warnings } = await cut('presentation', '# The quay\n\nBuilt in 1893.', '', 'A slide without a title.', '# 海堤\n\n## 长度\n\n六千二百米。')
  expect(chunks.map(({ page, headingPath, text }) => [page, headingPath.join(' › '), text])).toEqual([
    [1, 'The quay', '# The quay\n\nBuilt in 1893.'],
    [3, '', 'A slide without a title.'],
    [4, '海堤 › 长度', '# 海堤\n\n## 长度\n\n六千二百米。'],
  ])
  expect(warnings).toEqual([])
})

test('a long slide is cut, and the next one is not drawn in', async () => {
  const { chunks } = await cut('presentation', 'A sentence of a long slide. '.repeat(100), 'Next.')
  expect(chunks.length).toBeGreaterThan(2)
  expect(chunks.at(-1)).toMatchObject({ page: 2, text: 'Next.' })
})

test('in a file without pages rules and major headings begin slides, and its owner is told', async () => {
  const slides = '# One\n\nA\n\n---\n\nNo title\n\n---\n\n# 二\n\n### 小节\n\nB\n\n## Three\n\nC'
  expect(await places('presentation', slides)).toEqual(['One | # One', ' | No title', '二 › 小节 | # 二', '二 › Three | ## Three'])
  expect((await cut('presentation', slides)).warnings).toEqual(['This file has no slides or pages, so it was cut at its rules and headings'])
})
