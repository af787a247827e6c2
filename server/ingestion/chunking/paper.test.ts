import { expect, test } from 'vitest'
import { cut, places } from '@/server/testing/chunks'

const english = `Beavers and their dams

Ada Thornbury, University of Osmere

Abstract
${'We study beavers, which build their dams at night. '.repeat(50)}

Keywords: beavers, dams

1 Introduction

We list three things:

1. They swim.

2. They gnaw.

3. They build

2 Method

2.1 Data

We counted 40 dams.

2.2 Models

None.

3 Results

Many.

References

[1] A. Pell. Dams of the north. 2004.
[2] M. Ellery. Gulls, 1962. [3] J. Harrow and
K. Pike. Locomotives. 1892.

A Appendix

More.`

const chinese = `# 河狸的水坝

摘要：本文研究河狸。它们在夜里修筑水坝。

关键词：河狸；水坝

## 一、引言

河狸是啮齿动物。

## 二、方法

（一）数据

1. 共四十座

（二）模型

无。

参考文献

1. 陆怀远. 驿道. 1732.
2. 阿墨. 雪犬. 1791.`

test('sections begin at their numbers, lists do not, and every reference is a chunk', async () => {
  expect(await places('paper', english)).toEqual([
    'Beavers and their dams | Beavers and their dams',
    'Beavers and their dams › Abstract | Abstract',
    'Beavers and their dams › 1 Introduction | 1 Introduction',
    'Beavers and their dams › 2 Method › 2.1 Data | 2 Method',
    'Beavers and their dams › 2 Method › 2.2 Models | 2.2 Models',
    'Beavers and their dams › 3 Results | 3 Results',
    'Beavers and their dams › References | References',
    'Beavers and their dams › References | [2] M. Ellery. Gulls, 1962.',
    'Beavers and their dams › References | [3] J. Harrow and',
    'Beavers and their dams › A Appendix | A Appendix',
  ])
})

test('an abstract stays whole', async () => {
  const [, abstract] = (await cut('paper', english)).chunks
  expect(abstract?.tokenCount).toBeGreaterThan(500)
  expect(abstract?.text).toMatch(/Keywords: beavers, dams$/)
})

test('摘要, 一、 and （一） are sections, and entries of 参考文献 are apart', async () => {
  expect(await places('paper', chinese)).toEqual([
    '河狸的水坝 › 摘要 | # 河狸的水坝',
    '河狸的水坝 › 一、引言 | ## 一、引言',
    '河狸的水坝 › 二、方法 › （一）数据 | ## 二、方法',
    '河狸的水坝 › 二、方法 › （二）模型 | （二）模型',
    '河狸的水坝 › 参考文献 | 参考文献',
    '河狸的水坝 › 参考文献 | 2. 阿墨. 雪犬. 1791.',
  ])
})

test('Roman numbers and names without a number are sections; references without numbers are paragraphs', async () => {
  expect(await places('paper', 'I. INTRODUCTION\n\nA.\n\nII. RELATED WORK\n\nB.\n\nCONCLUSION\n\nC.\n\nBIBLIOGRAPHY\n\nPell, A. Dams. 2004.\n\nEllery, M. Gulls. 1962.')).toEqual([
    'I. INTRODUCTION | I. INTRODUCTION',
    'II. RELATED WORK | II. RELATED WORK',
    'CONCLUSION | CONCLUSION',
    'BIBLIOGRAPHY | BIBLIOGRAPHY',
    'BIBLIOGRAPHY | Ellery, M. Gulls. 1962.',
  ])
})

test('a reference that a reader took for a row of a table is not torn from its beginning', async () => {
  expect(await places('paper', '# References\n\n[1] A. Pell. 2004.\n\n| [2] Gulls | (Engine) |\n\nhttp://gulls.example')).toEqual(['References | # References', 'References | | [2] Gulls | (Engine) |'])
})

test('a text without sections is general text, and its owner is told', async () => {
  expect((await cut('paper', 'Just words.')).warnings).toEqual(['No sections were found in this file, so it was cut as general text'])
})
