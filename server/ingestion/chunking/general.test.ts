import { expect, test } from 'vitest'
import { cut, places } from '@/server/testing/chunks'

const guide = '# Guide\n\n## Start\n\nx\n\n### 安装\n\ny\n\n#### Then\n\nz'

test('in a manual every heading begins a chunk', async () => {
  expect(await places('manual', guide)).toEqual(['Guide › Start | # Guide', 'Guide › Start › 安装 | ### 安装', 'Guide › Start › 安装 › Then | #### Then'])
})

test('in general text minor headings begin a chunk only where there is enough', async () => {
  expect(await places('general', guide)).toEqual(['Guide › Start | # Guide'])
})

test('a section of a manual goes on over the end of a page', async () => {
  const half = 'A sentence of a section. '.repeat(20).trim()
  expect((await cut('manual', `# Section\n\n${half}`, half)).chunks).toHaveLength(1)
  expect((await cut('general', `# Section\n\n${half}`, half)).chunks).toHaveLength(2)
})

test('a manual without headings is general text, and its owner is told', async () => {
  expect((await cut('manual', 'Only words.')).warnings).toEqual(['No headings were found in this file, so it was cut as general text'])
  expect((await cut('general', 'Only words.')).warnings).toEqual([])
})
