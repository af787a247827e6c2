import { expect, test } from 'vitest'
import { cut, places, texts } from '@/server/testing/chunks'

const regulation = `Regulation on Tramways

CHAPTER I
General provisions

Article 1
Subject matter

1. This Regulation lays down rules for tramways, as it was said in
Article 12 of the charter of 1889.

Article 2

Definitions

A tramway is a railway.

CHAPTER II
Tickets

Section 1
Prices

Article 3
Prices
A ticket costs 4.50 crowns.

Article 4 (repealed)

Article 5
Dogs need a ticket.`

const seaWalls = `海堤法

目录
第一章 总则……………1
第二章 罚则……………5

第一章 总则

第一条 为了保护海堤，制定本法。

第二条　本法所称海堤，是指沿海修筑的堤防，依照
第十二条规定的标准建造。

第二章　罚则
第三条 违反本法规定，有下列情形之一的：
（一）毁坏海堤；
（二）在堤上种树。
第三条之一 养犬人除外。
附则
第四条 本法自公布之日起施行。`

test('an article is a chunk under its part, chapter and section', async () => {
  expect(await places('laws', regulation)).toEqual([
    'Regulation on Tramways › CHAPTER I General provisions › Article 1 Subject matter | Regulation on Tramways',
    'Regulation on Tramways › CHAPTER I General provisions › Article 2 Definitions | Article 2',
    'Regulation on Tramways › CHAPTER II Tickets › Section 1 Prices › Article 3 Prices | CHAPTER II',
    'Regulation on Tramways › CHAPTER II Tickets › Section 1 Prices › Article 4 (repealed) | Article 4 (repealed)',
    'Regulation on Tramways › CHAPTER II Tickets › Section 1 Prices › Article 5 | Article 5',
  ])
})

test('条 is a chunk under 章, a table of contents begins nothing, and a reference in a sentence does not either', async () => {
  expect(await places('laws', seaWalls)).toEqual([
    '海堤法 | 海堤法',
    '海堤法 › 第一章 总则 › 第一条 | 第一章 总则',
    '海堤法 › 第一章 总则 › 第二条 | 第二条　本法所称海堤，是指沿海修筑的堤防，依照',
    '海堤法 › 第二章　罚则 › 第三条 | 第二章　罚则',
    '海堤法 › 第二章　罚则 › 第三条之一 | 第三条之一 养犬人除外。',
    '海堤法 › 附则 › 第四条 | 附则',
  ])
})

test('§ and sections are articles where nothing stands under them, in Markdown too', async () => {
  expect(await places('laws', '# Harbour Act\n\n## Part 1 Ships\n\n§ 5 Anchors\n\nHeavy.\n\n**§ 6** Ropes are long. They must be dry.\n\nSection 7. Every ship has a flag.')).toEqual([
    'Harbour Act › Part 1 Ships › § 5 Anchors | # Harbour Act',
    'Harbour Act › Part 1 Ships › § 6 | **§ 6** Ropes are long. They must be dry.',
    'Harbour Act › Part 1 Ships › Section 7 | Section 7. Every ship has a flag.',
  ])
})

test('a heading inside an article stays with it, and one above it ends its chapter', async () => {
  expect(await places('laws', '# Act\n\n## Chapter 1\n\n### Article 1\n\n#### In general\n\nA.\n\n### Article 2\n\nB.\n\n## Signatures\n\nC.')).toEqual([
    'Act › Chapter 1 › Article 1 › In general | # Act',
    'Act › Chapter 1 › Article 2 | ### Article 2',
    'Act › Signatures | ## Signatures',
  ])
})

test('an article goes on over the end of a page, and a running head does not end it', async () => {
  const body = 'Words of a law. '.repeat(40)
  expect(await texts('laws', `Chapter 3 Dogs\n\nArticle 7\n${body}`, `Chapter 3 Dogs\n\nThe end of the article.`)).toHaveLength(1)
})

test('a long article is cut, and all of it stands under its number', async () => {
  const { chunks } = await cut('laws', `第一条 ${'堤上不得种树，也不得放羊。'.repeat(80)}\n\n第二条 完。`)
  expect(chunks.length).toBeGreaterThan(3)
  expect(chunks.slice(0, -1).every(({ headingPath }) => headingPath.join() === '第一条')).toBe(true)
})

test('a text without articles is general text, and its owner is told', async () => {
  expect((await cut('laws', 'Dear Ada,\n\nno law here.')).warnings).toEqual(['No articles were found in this file, so it was cut as general text'])
  expect((await cut('laws', regulation)).warnings).toEqual([])
})
